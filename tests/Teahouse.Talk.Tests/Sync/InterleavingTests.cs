using System.Text.Json;
using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>
/// People talk, come and go while others sync: whoever puts their syncs and the gaps together has exactly the room's own order of
/// the times that they were there.
/// </summary>
public sealed class InterleavingTests {
    private enum Act { Say, SayTogether, Join, Leave, Remove, Sync, SyncWhileOthersTalk }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Whoever_comes_and_goes_hears_the_room_s_own_order_without_a_hole(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var host = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        using var wu = await Townsperson.Register(server, "wu", Stop);
        var plans = Gen.Select(Gen.Frequency((4, Gen.Const(Act.Say)), (2, Gen.Const(Act.SayTogether)), (3, Gen.Const(Act.Join)), (1, Gen.Const(Act.Leave)),
            (1, Gen.Const(Act.Remove)), (3, Gen.Const(Act.Sync)), (1, Gen.Const(Act.SyncWhileOthersTalk))), Gen.Int[0, 1], Gen.Int[1, 4]).List[10, 40];
        await plans.SampleAsync(async plan => {
            var roomId = await host.CreateRoom(new {
                preset = "public_chat",
                initial_state = new[] { new { type = "m.room.history_visibility", state_key = "", content = new { history_visibility = "joined" } } },
            }, Stop);
            Guest[] guests = [new(li, roomId), new(wu, roomId)];
            foreach (var guest in guests) await guest.Sync(1);
            foreach (var (act, who, limit) in plan) await Do(act, host, guests[who], guests[1 - who], limit, roomId);
            foreach (var guest in guests) await guest.Sync(2);

            var order = await Order(host, roomId);
            // What the room was made of before it said that only those who are there may read, anybody may.
            var made = order.Take(1 + order.FindIndex(e => e.GetProperty("type").GetString() == "m.room.history_visibility")).Select(Id).ToHashSet();
            foreach (var guest in guests) {
                Assert.Equal(Named(order, WhileThere(order, guest.UserId)), Named(order, guest.Heard.Where(id => !made.Contains(id))));
            }
        }, iter: Stories.Count(12), threads: 1);
    }

    private static async Task Do(Act act, Townsperson host, Guest guest, Guest other, int limit, string roomId) {
        switch (act) {
            case Act.Say: await guest.Say(); break;
            case Act.SayTogether: await Task.WhenAll(Said(host, roomId), guest.Say(), other.Say(), guest.Say()); break;
            case Act.Join: await guest.Join(); break;
            case Act.Leave: await guest.Leave(); break;
            case Act.Remove: await guest.RemovedBy(host); break;
            case Act.SyncWhileOthersTalk: await Task.WhenAll(guest.Sync(limit), Said(host, roomId), other.Say(), other.Sync(limit)); break;
            default: await guest.Sync(limit); break;
        }
    }

    private static Task<string> Said(Townsperson person, string roomId) => person.Say(roomId, "tea?", Guid.NewGuid().ToString("N"), Stop);

    private static string At(string roomId, string rest) => $"/rooms/{Uri.EscapeDataString(roomId)}/{rest}";

    private static string Id(JsonElement ev) => ev.GetProperty("event_id").GetString()!;

    private static async Task<List<JsonElement>> Order(Townsperson host, string roomId) {
        var (all, from) = (new List<JsonElement>(), "");
        while (true) {
            var page = await host.Call("GET", At(roomId, $"messages?dir=f&limit=100{from}"), null, Stop);
            all.AddRange(page.GetProperty("chunk").EnumerateArray());
            if (!page.TryGetProperty("end", out var end)) return all;
            from = $"&from={end.GetString()}";
        }
    }

    // By their places in the room, so that a failure can be read.
    private static string Named(List<JsonElement> order, IEnumerable<string> eventIds) => string.Join(' ', eventIds.Select(id => {
        var at = order.FindIndex(e => Id(e) == id);
        return $"{at}:{(order[at].TryGetProperty("state_key", out var key) ? $"{key}={order[at].GetProperty("content")}" : "said")}";
    }));

    // From a person's joining to their leaving, both told.
    private static IEnumerable<string> WhileThere(List<JsonElement> order, string userId) {
        var there = false;
        foreach (var ev in order) {
            var isOwn = ev.GetProperty("type").GetString() == "m.room.member" && ev.GetProperty("state_key").GetString() == userId;
            if (there || isOwn) yield return Id(ev);
            if (isOwn) there = ev.GetProperty("content").GetProperty("membership").GetString() == "join";
        }
    }

    /// <summary>Somebody who comes and goes, and what they have put together.</summary>
    private sealed class Guest(Townsperson person, string roomId) {
        private string? since;
        private bool isIn;

        public List<string> Heard { get; } = [];

        public string UserId => person.UserId;

        public async Task Say() {
            if (isIn) await Said(person, roomId);
        }

        public async Task Join() {
            await person.Call("POST", At(roomId, "join"), new { }, Stop);
            isIn = true;
        }

        public Task Leave() => Gone(() => person.Call("POST", At(roomId, "leave"), new { }, Stop));

        public Task RemovedBy(Townsperson host) => Gone(() => host.Call("POST", At(roomId, "kick"), new { user_id = UserId }, Stop));

        public async Task Sync(int limit) {
            var filter = $$$"""{"room":{"rooms":["{{{roomId}}}"],"timeline":{"limit":{{{limit}}}}} }""";
            var sync = await person.Sync(since, 0, Stop, filter);
            if (sync.TryGetProperty("rooms", out var rooms)) {
                foreach (var section in new[] { "join", "leave" }) {
                    if (rooms.TryGetProperty(section, out var list) && list.TryGetProperty(roomId, out var room)) await Take(room.GetProperty("timeline"));
                }
            }
            since = sync.GetProperty("next_batch").GetString();
        }

        private async Task Take(JsonElement timeline) {
            var news = Ids(timeline.GetProperty("events"));
            if (timeline.TryGetProperty("limited", out var limited) && limited.GetBoolean()) {
                for (var from = timeline.GetProperty("prev_batch").GetString(); from is not null;) {
                    var page = await person.Call("GET", At(roomId, $"messages?dir=b&limit=3&from={from}{(since is null ? "" : $"&to={since}")}"), null, Stop);
                    news.InsertRange(0, Ids(page.GetProperty("chunk")).Reverse<string>());
                    from = page.TryGetProperty("end", out var end) ? end.GetString() : null;
                }
            }
            Heard.AddRange(news);
        }

        private async Task Gone(Func<Task> go) {
            if (!isIn) return;
            await go();
            isIn = false;
        }

        private static List<string> Ids(JsonElement events) => [.. events.EnumerateArray().Select(Id)];
    }
}
