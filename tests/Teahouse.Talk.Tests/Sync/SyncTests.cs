using System.Text.Json;
using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>What /sync tells, and that it tells it once.</summary>
public sealed class SyncTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string At(string roomId, string rest) => $"/rooms/{Uri.EscapeDataString(roomId)}/{rest}";

    private static JsonElement Joined(JsonElement sync, string roomId) => sync.GetProperty("rooms").GetProperty("join").GetProperty(roomId);

    private static string Next(JsonElement sync) => sync.GetProperty("next_batch").GetString()!;

    private static string[] Ids(JsonElement events) => [.. events.EnumerateArray().Select(e => e.GetProperty("event_id").GetString()!)];

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task However_it_is_cut_a_sync_tells_each_event_once_and_in_order(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var rooms = new List<string>();
        for (var n = 0; n < 3; n++) rooms.Add(await mei.CreateRoom(new { preset = "public_chat" }, Stop));
        foreach (var room in rooms) await li.Call("POST", At(room, "join"), new { }, Stop);
        var steps = Gen.OneOf(Gen.Int[0, 2].Select(r => (Sync: false, Room: r)), Gen.Const((Sync: true, Room: 0))).List[20, 40];
        var (round, since) = (0, Next(await li.Sync(null, 0, Stop)));
        await steps.SampleAsync(async plan => {
            var mine = Interlocked.Increment(ref round);
            var (said, heard, n) = (new List<string>(), new List<string>(), 0);
            foreach (var step in plan.Append((Sync: true, Room: 0))) {
                if (!step.Sync) said.Add(await mei.Say(rooms[step.Room], "x", $"{mine}-{n++}", Stop));
                else {
                    var sync = await li.Sync(since, 0, Stop, """{"room":{"timeline":{"limit":100}}}""");
                    if (sync.TryGetProperty("rooms", out var news)) {
                        foreach (var room in news.GetProperty("join").EnumerateObject()) heard.AddRange(Ids(room.Value.GetProperty("timeline").GetProperty("events")));
                    }
                    since = Next(sync);
                }
            }
            Assert.Equal(said.Order(), heard.Order());
        }, iter: Stories.Count(10), threads: 1);
    }

    [Fact]
    public async Task A_gap_is_named_and_what_changed_in_it_is_told() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { name = "Tea" }, Stop);
        var since = Next(await mei.Sync(null, 0, Stop));
        await mei.Call("PUT", At(roomId, "state/m.room.name"), new { name = "Green tea" }, Stop);
        for (var n = 0; n < 5; n++) await mei.Say(roomId, $"{n}", $"{n}", Stop);

        var room = Joined(await mei.Sync(since, 0, Stop, """{"room":{"timeline":{"limit":2}}}"""), roomId);

        Assert.True(room.GetProperty("timeline").GetProperty("limited").GetBoolean());
        Assert.Equal(2, room.GetProperty("timeline").GetProperty("events").GetArrayLength());
        Assert.Equal("Green tea", room.GetProperty("state").GetProperty("events")[0].GetProperty("content").GetProperty("name").GetString());
        var before = room.GetProperty("timeline").GetProperty("prev_batch").GetString();
        var page = await mei.Call("GET", At(roomId, $"messages?dir=b&limit=10&from={before}&to={since}"), null, Stop);
        Assert.Equal(4, page.GetProperty("chunk").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Who_waits_hears_at_once(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var waiting = li.Sync(Next(await li.Sync(null, 0, Stop)), 60_000, Stop);

        var roomId = await mei.CreateRoom(new { invite = new[] { li.UserId }, name = "Tea" }, Stop);

        var sync = await waiting;
        var state = sync.GetProperty("rooms").GetProperty("invite").GetProperty(roomId).GetProperty("invite_state").GetProperty("events");
        Assert.Contains(state.EnumerateArray(), e => e.GetProperty("type").GetString() == "m.room.name");
        var joining = li.Sync(Next(sync), 60_000, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        var joined = await joining;
        var room = Joined(joined, roomId);
        Assert.Contains(room.GetProperty("state").GetProperty("events").EnumerateArray()
            .Concat(room.GetProperty("timeline").GetProperty("events").EnumerateArray()), e => e.GetProperty("type").GetString() == "m.room.create");
        var leaving = li.Sync(Next(joined), 60_000, Stop);
        await mei.Call("POST", At(roomId, "kick"), new { user_id = li.UserId }, Stop);
        Assert.True((await leaving).GetProperty("rooms").GetProperty("leave").TryGetProperty(roomId, out _));
    }

    [Fact]
    public async Task What_was_said_before_one_came_is_seen_as_the_room_says() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        foreach (var (visibility, sees) in new[] { ("shared", true), ("joined", false), ("invited", false), ("world_readable", true) }) {
            var roomId = await mei.CreateRoom(new {
                preset = "public_chat",
                initial_state = new[] { new { type = "m.room.history_visibility", state_key = "", content = new { history_visibility = visibility } } },
            }, Stop);
            var early = await mei.Say(roomId, "early", "1", Stop);
            await li.Call("POST", At(roomId, "join"), new { }, Stop);
            var events = Joined(await li.Sync(null, 0, Stop, """{"room":{"timeline":{"limit":50}}}"""), roomId).GetProperty("timeline").GetProperty("events");
            Assert.Equal((visibility, sees), (visibility, Ids(events).Contains(early)));
            using var answer = await li.Send("GET", At(roomId, $"event/{early}"), null, Stop);
            Assert.Equal((visibility, sees), (visibility, answer.IsSuccessStatusCode));
        }
    }

    [Fact]
    public async Task What_a_room_is_called_is_known_to_who_may_not_read_when_it_was_named() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new {
            name = "Tea",
            invite = new[] { li.UserId },
            initial_state = new[] { new { type = "m.room.history_visibility", state_key = "", content = new { history_visibility = "invited" } } },
        }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);

        var room = Joined(await li.Sync(null, 0, Stop, """{"room":{"timeline":{"limit":50}}}"""), roomId);

        Assert.Contains(room.GetProperty("state").GetProperty("events").EnumerateArray(), e => e.GetProperty("type").GetString() == "m.room.name");
        Assert.Contains(room.GetProperty("state").GetProperty("events").EnumerateArray(), e => e.GetProperty("type").GetString() == "m.room.create");
    }

    [Fact]
    public async Task Who_declines_an_invitation_hears_that_they_did() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { invite = new[] { li.UserId } }, Stop);
        var since = Next(await li.Sync(null, 0, Stop));
        await li.Call("POST", At(roomId, "leave"), new { }, Stop);

        var left = (await li.Sync(since, 0, Stop)).GetProperty("rooms").GetProperty("leave").GetProperty(roomId);

        Assert.Equal("leave", left.GetProperty("timeline").GetProperty("events")[0].GetProperty("content").GetProperty("membership").GetString());
    }

    [Fact]
    public async Task Members_come_with_what_they_say_when_they_are_loaded_lazily() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        using var bao = await Townsperson.Register(server, "bao", Stop);
        var roomId = await mei.CreateRoom(new { preset = "public_chat" }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        await bao.Call("POST", At(roomId, "join"), new { }, Stop);
        for (var n = 0; n < 5; n++) await li.Say(roomId, $"{n}", $"{n}", Stop);

        var room = Joined(await mei.Sync(null, 0, Stop, """{"room":{"state":{"lazy_load_members":true},"timeline":{"limit":2}}}"""), roomId);

        var members = room.GetProperty("state").GetProperty("events").EnumerateArray()
            .Where(e => e.GetProperty("type").GetString() == "m.room.member").Select(e => e.GetProperty("state_key").GetString()).Order();
        Assert.Equal(new[] { li.UserId, mei.UserId }.Order(), members);
        Assert.Equal(3, room.GetProperty("summary").GetProperty("m.joined_member_count").GetInt64());
        Assert.Equal([li.UserId, bao.UserId], room.GetProperty("summary").GetProperty("m.heroes").EnumerateArray().Select(h => h.GetString()!));
    }

    [Fact]
    public async Task An_ignored_person_is_not_heard() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { preset = "public_chat" }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        await mei.Call("PUT", $"/user/{Uri.EscapeDataString(mei.UserId)}/account_data/m.ignored_user_list",
            new { ignored_users = new Dictionary<string, object> { [li.UserId] = new { } } }, Stop);
        var since = Next(await mei.Sync(null, 0, Stop));
        await li.Say(roomId, "psst", "1", Stop);
        await li.CreateRoom(new { invite = new[] { mei.UserId } }, Stop);

        var sync = await mei.Sync(since, 0, Stop);

        Assert.False(sync.TryGetProperty("rooms", out var rooms) && rooms.GetProperty("invite").EnumerateObject().Any());
        Assert.False(rooms.ValueKind == JsonValueKind.Object && rooms.GetProperty("join").EnumerateObject().Any());
    }

    [Fact]
    public async Task What_is_unread_is_counted_until_it_is_read() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { preset = "public_chat" }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        await mei.Say(roomId, "one", "1", Stop);
        await mei.Call("PUT", At(roomId, "send/m.room.message/2"),
            new Dictionary<string, object> { ["msgtype"] = "m.text", ["body"] = "two", ["m.mentions"] = new { user_ids = new[] { li.UserId } } }, Stop);
        var last = await mei.Say(roomId, "three", "3", Stop);

        async Task<(long, long)> Unread() {
            var counts = Joined(await li.Sync(null, 0, Stop), roomId).GetProperty("unread_notifications");
            return (counts.GetProperty("notification_count").GetInt64(), counts.GetProperty("highlight_count").GetInt64());
        }

        Assert.Equal((3, 1), await Unread());
        await li.Call("POST", At(roomId, $"receipt/m.read/{last}"), new { }, Stop);
        Assert.Equal((0, 0), await Unread());
        await li.Say(roomId, "my own", "4", Stop);
        Assert.Equal((0, 0), await Unread());
    }
}
