using System.Text.Json;
using CsCheck;
using Teahouse.Storage;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>
/// A client that puts the answers of its syncs together knows exactly what there is, wherever the syncs cut the stream, and no
/// change is told it twice.
/// </summary>
public sealed class ToldOnceTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    private enum Step { Sync, GlobalData, RoomData, Tag, OwnReceipt, OthersReceipt, PrivateReceipt, Marker, PushRule }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Account_data_and_receipts_are_told_exactly_once_over_any_cuts(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var n = 0;
        await Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 2]).Array[1, 25].SampleAsync(async steps => {
            n++;
            var (mei, li) = (await host.Person($"mei{n}"), await host.Person($"li{n}"));
            var room = await host.Room(mei, li);
            var events = new[] { await host.Event(room), await host.Event(room), await host.Event(room) };
            var told = await host.Sync(mei);
            var known = new Client();
            known.Take(told, room, wanted: null);
            var changed = new HashSet<string>();
            foreach (var (step, which) in steps.Append((Step.Sync, 0))) {
                if (step == Step.Sync) {
                    told = await host.Sync(mei, told);
                    known.Take(told, room, changed);
                    changed.Clear();
                } else if (await Change(host, mei, li, room, events, step, which, n) is { } key) {
                    changed.Add(key);
                }
            }
            var fresh = new Client();
            fresh.Take(await host.Sync(mei), room, wanted: null);
            Assert.Equal(fresh.Holds, known.Holds);
        }, iter: Stories.Count(15), threads: 1);
    }

    private static async Task<string?> Change(
        TalkHost host, Somebody mei, Somebody li, Room room, string[] events, Step step, int which, int n) {
        var own = $"/user/{mei.UserId}";
        var before = await Position(host);
        var key = step switch {
            Step.GlobalData => await Done($"data t{which}", mei.Do("PUT", $"{own}/account_data/t{which}", $$"""{"n":{{before}}}""")),
            Step.RoomData => await Done($"room t{which}", mei.Do("PUT", $"{own}/rooms/{room.Id}/account_data/t{which}", $$"""{"n":{{before}}}""")),
            Step.Tag => await Done("room m.tag", mei.Do("PUT", $"{own}/rooms/{room.Id}/tags/u.{which}", "{}")),
            Step.PushRule => await Done("data m.push_rules", mei.Do("PUT", $"/pushrules/global/room/!r{which}:x", """{"actions":[]}""")),
            Step.OwnReceipt => await Done($"m.read {mei.UserId}", mei.Do("POST", $"/rooms/{room.Id}/receipt/m.read/{events[which]}")),
            Step.OthersReceipt => await Done($"m.read {li.UserId}", li.Do("POST", $"/rooms/{room.Id}/receipt/m.read/{events[which]}")),
            Step.PrivateReceipt => await Done($"m.read.private {mei.UserId}", mei.Do("POST", $"/rooms/{room.Id}/receipt/m.read.private/{events[which]}")),
            _ => await Done("room m.fully_read", mei.Do("POST", $"/rooms/{room.Id}/receipt/m.fully_read/{events[which]}")),
        };
        // A receipt that lies behind changes nothing, so nothing may be told.
        return await Position(host) > before ? key : null;

        static async Task<string> Done(string key, Task call) {
            await call;
            return key;
        }
    }

    private static Task<long> Position(TalkHost host) => host.Database.Read(Database.LastPosition, CancellationToken.None);

    private sealed class Client {
        public SortedDictionary<string, string> Holds { get; } = new(StringComparer.Ordinal);

        public void Take(Told told, Room room, HashSet<string>? wanted) {
            var heard = new List<string>();
            void Put(string key, string value) {
                heard.Add(key);
                Holds[key] = value;
            }
            foreach (var (type, content) in told.AccountData) Put($"data {type}", content);
            foreach (var (type, content) in told.AccountDataIn(room)) Put($"room {type}", content);
            foreach (var receipts in told.EphemeralIn(room).Select(e => JsonDocument.Parse(e).RootElement.GetProperty("content"))) {
                foreach (var (eventId, type, user) in from e in receipts.EnumerateObject()
                                                      from t in e.Value.EnumerateObject()
                                                      from u in t.Value.EnumerateObject()
                                                      select (e.Name, t.Name, u.Name)) Put($"{type} {user}", eventId);
            }
            if (wanted is not null) Assert.Equal(wanted.Order(StringComparer.Ordinal), heard.Order(StringComparer.Ordinal));
        }
    }
}
