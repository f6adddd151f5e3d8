using System.Net;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms;

/// <summary>Rooms as their people live in them, over HTTP.</summary>
public sealed class RoomTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string At(string roomId, string rest) => $"/rooms/{Uri.EscapeDataString(roomId)}/{rest}";

    [Theory]
    [InlineData("11", DatabaseKind.Sqlite)]
    [InlineData("12", DatabaseKind.Sqlite)]
    [InlineData("11", DatabaseKind.PostgreSql)]
    [InlineData("12", DatabaseKind.PostgreSql)]
    public async Task A_hundred_voices_at_once_make_one_chain(string version, DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { room_version = version }, Stop);

        var said = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => mei.Say(roomId, $"{n}", $"t{n}", Stop)));

        Assert.Equal(100, said.Distinct().Count());
        var sync = await mei.Sync(null, 0, Stop, """{"event_format":"federation","room":{"timeline":{"limit":100}}}""");
        var events = sync.GetProperty("rooms").GetProperty("join").GetProperty(roomId).GetProperty("timeline").GetProperty("events").EnumerateArray().ToArray();
        Assert.Equal(100, events.Length);
        foreach (var (before, after) in events.Zip(events.Skip(1))) {
            Assert.Equal(before.GetProperty("depth").GetInt64() + 1, after.GetProperty("depth").GetInt64());
            Assert.Single(after.GetProperty("prev_events").EnumerateArray());
        }
        Assert.Equal(events.Length, events.Select(e => e.GetProperty("prev_events")[0].GetString()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task The_same_request_at_once_says_it_once(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { }, Stop);

        var ids = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => mei.Say(roomId, "once", "same", Stop)));

        Assert.Single(ids.Distinct());
        // The memory of answers is bounded; what has fallen out of it is found on disk, and the room goes on after it.
        for (var n = 0; n < TalkLimits.RoomRecentRequestsMax; n++) await mei.Say(roomId, "more", $"more{n}", Stop);
        Assert.Equal(ids[0], await mei.Say(roomId, "once", "same", Stop));
        Assert.NotEqual(ids[0], await mei.Say(roomId, "once", "other", Stop));
        using var phone = await Townsperson.SignIn(server, "mei", Stop);
        Assert.NotEqual(ids[0], await phone.Say(roomId, "once", "same", Stop));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Who_repeats_after_a_restart_what_was_said_before_it_holds_nobody_up(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { }, Stop);
        var before = Enumerable.Range(0, 160).Select(n => $"before{n}").ToArray();
        var first = await Task.WhenAll(before.Select(Say));
        await server.Kill();
        await server.Restart();

        // Each asks for the next answer when it has one: somebody is always repeating while the others say something new.
        var again = new string[before.Length];
        var repeating = Parallel.ForAsync(0, before.Length, Eight(), async (n, _) => again[n] = await Say(before[n]));
        await Parallel.ForAsync(0, before.Length, Eight(), async (n, _) => await Say($"after{n}"));
        await repeating;

        Assert.Equal(first, again);

        Task<string> Say(string what) => mei.Say(roomId, what, what, Stop);
        static ParallelOptions Eight() => new() { MaxDegreeOfParallelism = 8, CancellationToken = Stop };
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task People_are_asked_in_removed_shut_out_and_let_back(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        using var bao = await Townsperson.Register(server, "bao", Stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", name = "Tea" }, Stop);

        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("POST", At(roomId, "join"), new { }, Stop));
        Assert.Equal((HttpStatusCode.NotFound, "M_NOT_FOUND"), await mei.Refused("POST", At(roomId, "invite"), new { user_id = "@nobody:localhost" }, Stop));
        await mei.Call("POST", At(roomId, "invite"), new { user_id = li.UserId }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("POST", At(roomId, "kick"), new { user_id = mei.UserId }, Stop));
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await bao.Refused("POST", At(roomId, "invite"), new { user_id = bao.UserId }, Stop));

        await mei.Call("POST", At(roomId, "kick"), new { user_id = li.UserId, reason = "loud" }, Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await mei.Refused("POST", At(roomId, "kick"), new { user_id = li.UserId }, Stop));
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("PUT", At(roomId, "send/m.room.message/1"), new { body = "x" }, Stop));
        await mei.Call("POST", At(roomId, "ban"), new { user_id = li.UserId }, Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await mei.Refused("POST", At(roomId, "invite"), new { user_id = li.UserId }, Stop));
        await mei.Call("POST", At(roomId, "unban"), new { user_id = li.UserId }, Stop);
        await mei.Call("POST", At(roomId, "invite"), new { user_id = li.UserId }, Stop);
        await li.Call("POST", At(roomId, "leave"), new { }, Stop);
        Assert.Equal("leave", (await mei.Call("GET", At(roomId, $"state/m.room.member/{Uri.EscapeDataString(li.UserId)}"), null, Stop)).GetProperty("membership").GetString());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Nobody_marks_an_event_the_same_way_twice_or_threads_a_thread(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { }, Stop);
        var root = await mei.Say(roomId, "The water boils.", "1", Stop);
        var cup = await Relate("m.reaction", "r1", "m.annotation", root, "cup");

        Assert.Equal((HttpStatusCode.BadRequest, "M_DUPLICATE_ANNOTATION"), await mei.Refused("PUT", Sent("m.reaction", "r2"), To("m.annotation", root, "cup"), Stop));
        Assert.Equal(cup, await Relate("m.reaction", "r1", "m.annotation", root, "cup"));
        await Relate("m.reaction", "r3", "m.annotation", root, "leaf");
        await mei.Call("PUT", At(roomId, $"redact/{Uri.EscapeDataString(cup)}/x"), new { }, Stop);
        await Relate("m.reaction", "r4", "m.annotation", root, "cup");

        var inThread = await Relate("m.room.message", "t1", "m.thread", root, null);
        Assert.Equal((HttpStatusCode.BadRequest, "M_UNKNOWN"), await mei.Refused("PUT", Sent("m.room.message", "t2"), To("m.thread", inThread, null), Stop));
        using var li = await Townsperson.Register(server, "li", Stop);
        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("PUT", Sent("m.room.message", "t2"), To("m.thread", inThread, null), Stop));

        string Sent(string type, string transaction) => At(roomId, $"send/{type}/{transaction}");
        static Dictionary<string, object?> To(string relType, string target, string? mark) =>
            new() { ["body"] = "x", ["msgtype"] = "m.text", ["m.relates_to"] = new { rel_type = relType, event_id = target, key = mark } };
        async Task<string> Relate(string type, string transaction, string relType, string target, string? mark) =>
            (await mei.Call("PUT", Sent(type, transaction), To(relType, target, mark), Stop)).GetProperty("event_id").GetString()!;
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Redacted_words_are_gone_from_the_disk(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { invite = new[] { li.UserId } }, Stop);
        await li.Call("POST", At(roomId, "join"), new { }, Stop);
        var eventId = await mei.Say(roomId, "the secret leaf", "1", Stop);

        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("PUT", At(roomId, $"redact/{eventId}/1"), new { }, Stop));
        Assert.Equal((HttpStatusCode.NotFound, "M_NOT_FOUND"), await mei.Refused("PUT", At(roomId, "redact/$nothing/1"), new { }, Stop));
        await mei.Call("PUT", At(roomId, $"redact/{eventId}/2"), new { reason = "spilt" }, Stop);

        var found = await li.Call("GET", At(roomId, $"event/{eventId}"), null, Stop);
        Assert.Equal(eventId, found.GetProperty("event_id").GetString());
        Assert.Empty(found.GetProperty("content").EnumerateObject());
        Assert.Equal("spilt", found.GetProperty("unsigned").GetProperty("redacted_because").GetProperty("content").GetProperty("reason").GetString());
        await server.Kill();
        await using var database = await Database.Open(server.Folder, server.ConnectionString, [], TimeProvider.System, Stop);
        Assert.False(await database.Read(async connection => {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT pdu FROM talk_event";
            using var rows = await command.ExecuteReaderAsync(Stop);
            while (await rows.ReadAsync(Stop)) {
                if (System.Text.Encoding.UTF8.GetString((byte[])rows[0]).Contains("secret", StringComparison.Ordinal)) return true;
            }
            return false;
        }, Stop));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_relates_to_nothing_that_could_be_is_said_all_the_same(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { }, Stop);
        var relations = new[] { ("$a\0b", "m.reference"), ("$a", "m.ref\0erence"), (new string('x', 60_000), "m.reference") };
        for (var n = 0; n < relations.Length; n++) {
            var (eventId, relType) = relations[n];
            var content = new Dictionary<string, object> { ["m.relates_to"] = new { event_id = eventId, rel_type = relType } };
            Assert.StartsWith("$", (await mei.Call("PUT", At(roomId, $"send/m.x/{n}"), content, Stop)).GetProperty("event_id").GetString(), StringComparison.Ordinal);
        }
        Assert.Equal((HttpStatusCode.BadRequest, "M_BAD_JSON"), await mei.Refused("POST", "/createRoom", new {
            initial_state = new[] { new { type = "m.x", state_key = "a\0b", content = new { } } },
        }, Stop));
    }

    [Fact]
    public async Task What_cannot_be_said_changes_nothing() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { }, Stop);
        var before = (await mei.Sync(null, 0, Stop)).GetProperty("next_batch").GetString();
        (string Path, string Body, HttpStatusCode Status, string Code)[] bad = [
            ("send/m.room.message/1", "{", HttpStatusCode.BadRequest, "M_NOT_JSON"),
            ("send/m.room.message/1", "[]", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("send/m.room.message/1", """{"a":1,"a":2}""", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("send/m.room.message/1", """{"a":1.5}""", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("send/m.room.message/1", """{"a":9007199254740993}""", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("send/m.room.message/1", $$"""{"a":{{new string('[', 70)}}{{new string(']', 70)}}}""", HttpStatusCode.BadRequest, "M_NOT_JSON"),
            ("send/m.room.message/1", $$"""{"a":"{{new string('x', 70_000)}}"}""", HttpStatusCode.RequestEntityTooLarge, "M_TOO_LARGE"),
            ("send/m.room.message/1", $$"""{"a":"{{new string('x', 300_000)}}"}""", HttpStatusCode.RequestEntityTooLarge, "M_TOO_LARGE"),
            ($"send/{new string('t', 300)}/1", "{}", HttpStatusCode.RequestEntityTooLarge, "M_TOO_LARGE"),
            ("state/m.room.power_levels", """{"users":{"@mei:localhost":"100"}}""", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("state/m.room.create", "{}", HttpStatusCode.Forbidden, "M_FORBIDDEN"),
            ("state/m.room.member/@li:localhost", """{"membership":"join"}""", HttpStatusCode.Forbidden, "M_FORBIDDEN"),
            ("state/m.room.member/@mei:localhost", """{"membership":"dancing"}""", HttpStatusCode.BadRequest, "M_BAD_JSON"),
            ("state/m.room.canonical_alias", """{"alias":"#nothing:localhost"}""", HttpStatusCode.BadRequest, "M_BAD_ALIAS"),
        ];
        foreach (var (path, body, status, code) in bad) {
            var answer = await mei.Refused("PUT", At(roomId, path), body, Stop);
            Assert.Equal((path, body.Length, status, code), (path, body.Length, answer.Status, answer.Code));
        }
        Assert.Equal(before, (await mei.Sync(null, 0, Stop)).GetProperty("next_batch").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, "M_UNSUPPORTED_ROOM_VERSION"), await mei.Refused("POST", "/createRoom", new { room_version = "1" }, Stop));
        Assert.Equal((HttpStatusCode.BadRequest, "M_INVALID_PARAM"), await mei.Refused("GET", "/sync?since=forged", null, Stop));
        Assert.Equal((HttpStatusCode.BadRequest, "M_INVALID_PARAM"), await mei.Refused("GET", "/sync?since=s99999999_0", null, Stop));
        Assert.Equal((HttpStatusCode.BadRequest, "M_INVALID_PARAM"), await mei.Refused("GET", "/sync?timeout=soon", null, Stop));
    }
}
