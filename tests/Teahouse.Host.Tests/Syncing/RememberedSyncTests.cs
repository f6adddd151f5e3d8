using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Syncing;

/// <summary>
/// A sync that is answered from what was committed a moment ago says what the database would have said: each is asked twice, and
/// before the second time the house forgets what it committed.
/// </summary>
public sealed class RememberedSyncTests {
    private enum Act { Say, Reply, Edit, React, Redact, Read, ReadPrivately, Join, Leave, Topic, Rename, Tag, Ignore, Tell, UploadKeys, ClaimKey, Nothing }

    private static readonly string[] Filters = [
        "{}",
        """{"room":{"state":{"lazy_load_members":true},"timeline":{"unread_thread_notifications":true}}}""",
        """{"room":{"timeline":{"limit":2,"not_types":["m.reaction"]}}}""",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_is_remembered_is_what_the_database_says(DatabaseKind kind) {
        await using var files = await TestDatabase.Create(kind, OpenHouse.Migrations);
        await using var house = await HouseInProcess.Open(files);
        using var remembered = new Remembered();
        using var mei = await Townsperson.Register(house, "mei", Stop);
        using var li = await Townsperson.Register(house, "li", Stop);
        using var wu = await Townsperson.Register(house, "wu", Stop);
        using var stranger = await Townsperson.Register(house, "stranger", Stop);
        Townsperson[] people = [mei, li, wu];
        var plans = Gen.Select(
            Gen.Frequency((12, Gen.Const(Act.Say)), (1, Gen.OneOf(Act.Reply, Act.Edit, Act.React, Act.Redact)), (2, Gen.OneOf(Act.Read, Act.ReadPrivately)),
                (1, Gen.OneOf(Act.Join, Act.Leave, Act.Topic, Act.Rename)), (1, Gen.OneOf(Act.Tag, Act.Ignore, Act.Tell)),
                (1, Gen.OneOf(Act.UploadKeys, Act.ClaimKey)), (2, Gen.Const(Act.Nothing))),
            Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 2]).List[15, 40];
        await plans.SampleAsync(async plan => {
            var rooms = new[] { await mei.CreateRoom(new { preset = "public_chat" }, Stop), await li.CreateRoom(new { preset = "public_chat" }, Stop) };
            await wu.Call("POST", $"/rooms/{Uri.EscapeDataString(rooms[0])}/join", new { }, Stop);
            var readers = people.SelectMany(p => Filters.Select(f => new Reader(house, p, stranger, f))).ToArray();
            foreach (var reader in readers) await reader.Look();
            foreach (var (act, who, where, target) in plan) {
                await new Doing(people[who], people[target], rooms[where]).Do(act);
                await readers[(who * Filters.Length + target) % readers.Length].Look();
                await readers[(target * Filters.Length + where) % readers.Length].Look();
            }
        }, iter: Stories.Count(6), threads: 1);
        Assert.True(remembered.Count > 50, $"Only {remembered.Count} syncs were answered from memory, so little was compared.");
    }

    /// <summary>Somebody who syncs in one way.</summary>
    private sealed class Reader(HouseInProcess house, Townsperson person, Townsperson stranger, string filter) {
        private string? since;

        public async Task Look() {
            var first = await Sync();
            house.Database.Recent!.Failed();
            var second = await Sync();
            Assert.Equal(Comparable(second), Comparable(first));
            since = first.GetProperty("next_batch").GetString();
            // With the next commit the house knows again what it committed before. It concerns nobody who reads.
            await stranger.Call("PUT", $"/user/{Uri.EscapeDataString(stranger.UserId)}/account_data/tick", new { tick = since }, Stop);
        }

        private Task<JsonElement> Sync() => person.Sync(since, 0, Stop, filter);

        // Ages differ by when it was asked.
        private static string Comparable(JsonElement answer) {
            var json = JsonNode.Parse(answer.GetRawText())!;
            foreach (var unsigned in Objects(json).Select(o => o["unsigned"]).OfType<JsonObject>()) unsigned.Remove("age");
            return json.ToJsonString();
        }

        private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch {
            JsonObject obj => obj.ToArray().SelectMany(p => Objects(p.Value)).Prepend(obj),
            JsonArray list => list.SelectMany(Objects),
            _ => [],
        };
    }

    /// <summary>Somebody who does something in a room, where the house lets them.</summary>
    private sealed class Doing(Townsperson person, Townsperson other, string roomId) {
        private string Room => $"/rooms/{Uri.EscapeDataString(roomId)}";

        public async Task Do(Act act) {
            var fresh = Guid.NewGuid().ToString("N");
            switch (act) {
                case Act.Say: await Send(new { msgtype = "m.text", body = "tea?" }); break;
                case Act.Reply: await OnNewest(id => Send(new JsonObject { ["msgtype"] = "m.text", ["body"] = "yes", ["m.relates_to"] = Relation("m.thread", id) })); break;
                case Act.Edit:
                    await OnNewest(id => Send(new JsonObject {
                        ["msgtype"] = "m.text", ["body"] = "* tea!", ["m.new_content"] = new JsonObject { ["body"] = "tea!" }, ["m.relates_to"] = Relation("m.replace", id),
                    }));
                    break;
                case Act.React: await OnNewest(id => Ask("PUT", $"{Room}/send/m.reaction/{fresh}", new JsonObject { ["m.relates_to"] = Relation("m.annotation", id, fresh) })); break;
                case Act.Redact: await OnNewest(id => Ask("PUT", $"{Room}/redact/{Uri.EscapeDataString(id)}/{fresh}", new { })); break;
                case Act.Read: await OnNewest(id => Ask("POST", $"{Room}/receipt/m.read/{Uri.EscapeDataString(id)}", new { })); break;
                case Act.ReadPrivately: await OnNewest(id => Ask("POST", $"{Room}/receipt/m.read.private/{Uri.EscapeDataString(id)}", new { })); break;
                case Act.Join: await Ask("POST", $"{Room}/join", new { }); break;
                case Act.Leave: await Ask("POST", $"{Room}/leave", new { }); break;
                case Act.Topic: await Ask("PUT", $"{Room}/state/m.room.topic", new { topic = fresh }); break;
                case Act.Rename: await Ask("PUT", $"/profile/{Uri.EscapeDataString(person.UserId)}/displayname", new { displayname = fresh }); break;
                case Act.Tag: await Ask("PUT", $"/user/{Uri.EscapeDataString(person.UserId)}{Room}/tags/u.{fresh}", new { order = 0.5 }); break;
                case Act.Ignore: await Ignore(); break;
                case Act.Tell: await Ask("PUT", $"/sendToDevice/m.dummy/{fresh}", Messages()); break;
                case Act.UploadKeys: await Ask("POST", "/keys/upload", Keys(fresh)); break;
                case Act.ClaimKey: await Ask("POST", "/keys/claim", Claim()); break;
                default: break;
            }

            Task Send(object content) => Ask("PUT", $"{Room}/send/m.room.message/{fresh}", content);
        }

        private static JsonObject Relation(string type, string eventId, string? key = null) {
            var relation = new JsonObject { ["rel_type"] = type, ["event_id"] = eventId };
            if (key is not null) relation["key"] = key;
            return relation;
        }

        private Task Ignore() => Ask("PUT", $"/user/{Uri.EscapeDataString(person.UserId)}/account_data/m.ignored_user_list",
            new JsonObject { ["ignored_users"] = Random.Shared.Next(2) == 0 ? new JsonObject() : new JsonObject { [other.UserId] = new JsonObject() } });

        private JsonObject Messages() => new() {
            ["messages"] = new JsonObject { [other.UserId] = new JsonObject { ["*"] = new JsonObject { ["from"] = person.DeviceId } } },
        };

        private static JsonObject Keys(string fresh) => new() {
            ["one_time_keys"] = new JsonObject { [$"signed_curve25519:{fresh}"] = new JsonObject { ["key"] = fresh } },
            ["fallback_keys"] = new JsonObject { [$"signed_curve25519:f{fresh}"] = new JsonObject { ["key"] = fresh, ["fallback"] = true } },
        };

        private JsonObject Claim() => new() {
            ["one_time_keys"] = new JsonObject { [other.UserId] = new JsonObject { [other.DeviceId] = "signed_curve25519" } },
        };

        // What the auth rules refuse happens not.
        private async Task Ask(string method, string path, object body) => (await person.Send(method, path, body, Stop)).Dispose();

        private async Task OnNewest(Func<string, Task> act) {
            using var page = await person.Send("GET", $"{Room}/messages?dir=b&limit=1&filter=%7B%22types%22%3A%5B%22m.room.message%22%5D%7D", null, Stop);
            if (!page.IsSuccessStatusCode) return;
            var chunk = (await JsonDocument.ParseAsync(await page.Content.ReadAsStreamAsync(Stop), cancellationToken: Stop)).RootElement.GetProperty("chunk");
            if (chunk.GetArrayLength() > 0) await act(chunk[0].GetProperty("event_id").GetString()!);
        }
    }

    /// <summary>How many syncs were answered from memory.</summary>
    private sealed class Remembered : IDisposable {
        private readonly MeterListener listener = new();
        private long count;

        public Remembered() {
            listener.InstrumentPublished = (instrument, own) => {
                if (instrument.Name == "teahouse.sync.remembered") own.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, more, _, _) => Interlocked.Add(ref count, more));
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
