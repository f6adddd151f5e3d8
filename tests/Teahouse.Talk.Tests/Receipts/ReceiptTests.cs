using CsCheck;
using Teahouse.Storage;
using Teahouse.Talk.Receipts;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Receipts;

public sealed class ReceiptTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_has_read_is_seen_by_all_in_the_room_and_a_private_receipt_by_nobody_else(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var room = await host.Room(mei, li);
        var (one, two) = (await host.Event(room), await host.Event(room));
        var (ofMei, ofLi) = (await host.Sync(mei), await host.Sync(li));
        var ts = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();

        await mei.Do("POST", $"/rooms/{room.Id}/receipt/m.read/{one}", "{}");
        Assert.Equal(new[] { mei.Id.Value, li.Id.Value }.Order(), host.TakeRings());
        await mei.Do("POST", $"/rooms/{room.Id}/receipt/m.read.private/{two}");
        Assert.Equal([mei.Id.Value], host.TakeRings());

        ofLi = await host.Sync(li, ofLi);
        var publicly = $$"""
            "{{one}}":{"m.read":{"@mei:localhost":{"ts":{{ts}}} } }
            """.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(["{\"type\":\"m.receipt\",\"content\":{" + publicly + "}}"], ofLi.EphemeralIn(room));
        Assert.False(ofLi.Answer.Rooms[room.Number].CountsChanged);
        ofMei = await host.Sync(mei, ofMei);
        var privately = publicly.Replace("m.read", "m.read.private", StringComparison.Ordinal).Replace(one, two, StringComparison.Ordinal);
        Assert.Equal(["{\"type\":\"m.receipt\",\"content\":{" + publicly + "," + privately + "}}"], ofMei.EphemeralIn(room));
        Assert.True(ofMei.Answer.Rooms[room.Number].CountsChanged);
        Assert.False((await host.Sync(mei, ofMei)).Answer.HasNews);
        Assert.DoesNotContain("private", string.Concat((await host.Sync(li)).EphemeralIn(room)), StringComparison.Ordinal);
        Assert.Empty((await host.Sync(li, ignored: new HashSet<string> { mei.UserId })).EphemeralIn(room));
        Assert.Empty((await host.Sync(li, filter: """{"room":{"ephemeral":{"not_types":["m.receipt"]}}}""")).EphemeralIn(room));

        var read = await Positions(host, mei, room);
        Assert.Equal(await PositionOf(host, two), read.Unthreaded);
        Assert.Empty(read.Threads);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_read_marker_is_account_data_of_the_room(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var room = await host.Room(mei);
        var (one, two) = (await host.Event(room), await host.Event(room));
        var before = await host.Sync(mei);
        var marker = $"/user/{mei.UserId}/rooms/{room.Id}/account_data/m.fully_read";
        await mei.Refused(404, "M_NOT_FOUND", "GET", marker);
        await mei.Do("POST", $"/rooms/{room.Id}/read_markers", $$"""{"m.fully_read":"{{one}}","m.read":"{{two}}"}""");
        Assert.Equal($$"""{"event_id":"{{one}}"}""", await mei.Do("GET", marker));
        var told = await host.Sync(mei, before);
        Assert.Equal($$"""{"event_id":"{{one}}"}""", told.AccountDataIn(room)["m.fully_read"]);
        Assert.Single(told.EphemeralIn(room));
        await mei.Do("POST", $"/rooms/{room.Id}/receipt/m.fully_read/{two}", "{}");
        told = await host.Sync(mei, told);
        Assert.Equal($$"""{"event_id":"{{two}}"}""", told.AccountDataIn(room)["m.fully_read"]);
        Assert.Empty(told.EphemeralIn(room));
        await mei.Do("POST", $"/rooms/{room.Id}/receipt/m.fully_read/{one}", "{}");
        await mei.Do("POST", $"/rooms/{room.Id}/read_markers", "{}");
        Assert.False((await host.Sync(mei, told)).Answer.HasNews);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_thread_has_a_place_of_its_own(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var room = await host.Room(mei);
        var root = await host.Event(room);
        var reply = await host.Event(room, root, "m.thread");
        var reaction = await host.Event(room, reply, "m.annotation");
        var edit = await host.Event(room, root, "m.replace");
        string Receipt(string eventId) => $"/rooms/{room.Id}/receipt/m.read/{eventId}";
        var main = """{"thread_id":"main"}""";
        var thread = $$"""{"thread_id":"{{root}}"}""";
        await mei.Do("POST", Receipt(root), main);
        await mei.Do("POST", Receipt(root), thread);
        await mei.Do("POST", Receipt(reaction), thread);
        await mei.Do("POST", Receipt(edit), main);
        foreach (var (eventId, body) in new[] {
            (reply, main), (reaction, main), (edit, """{"thread_id":"$other"}"""), (root, $$"""{"thread_id":"{{reply}}"}"""),
            (root, """{"thread_id":""}"""), (root, """{"thread_id":7}"""), (root, """{"thread_id":null}""") }) {
            await mei.Refused(400, "M_INVALID_PARAM", "POST", Receipt(eventId), body);
        }
        await mei.Refused(400, "M_INVALID_PARAM", "POST", $"/rooms/{room.Id}/receipt/m.fully_read/{root}", main);
        var read = await Positions(host, mei, room);
        Assert.Equal(0, read.Unthreaded);
        Assert.Equal([await PositionOf(host, edit), await PositionOf(host, reaction)], [read.Threads["main"], read.Threads[root]]);
        // The same message read in two threads stands in two events: one could not hold both.
        Assert.Equal(2, (await host.Sync(mei)).EphemeralIn(room).Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_receipt_that_cannot_be_is_refused_and_changes_nothing(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, bao) = (await host.Person("mei"), await host.Person("bao"));
        var (room, other) = (await host.Room(mei), await host.Room(mei));
        var (here, there) = (await host.Event(room), await host.Event(other));
        string Receipt(string type, string eventId) => $"/rooms/{room.Id}/receipt/{type}/{eventId}";
        await bao.Refused(403, "M_FORBIDDEN", "POST", Receipt("m.read", here));
        await host.SetMembership(room, bao, "invite");
        await bao.Refused(403, "M_FORBIDDEN", "POST", Receipt("m.read", here));
        await mei.Refused(404, "M_NOT_FOUND", "POST", Receipt("m.read", there));
        await mei.Refused(404, "M_NOT_FOUND", "POST", Receipt("m.read", "$nothing"));
        await mei.Refused(400, "M_INVALID_PARAM", "POST", Receipt("m.seen", here));
        await mei.Refused(400, "M_BAD_JSON", "POST", Receipt("m.read", here), "[]");
        await mei.Refused(404, "M_NOT_FOUND", "POST", $"/rooms/{room.Id}/read_markers", """{"m.read":"\u0000"}""");
        await mei.Refused(404, "M_NOT_FOUND", "POST", $"/rooms/{room.Id}/read_markers", $$"""{"m.fully_read":"{{here}}","m.read":"{{there}}"}""");
        await mei.Refused(400, "M_BAD_JSON", "POST", $"/rooms/{room.Id}/read_markers", """{"m.read":[]}""");
        Assert.Empty((await host.Sync(mei)).AccountDataIn(room));
        Assert.Empty((await host.Sync(mei)).EphemeralIn(room));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_receipt_never_moves_backwards(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var store = host.Get<ReceiptStore>();
        await Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 4]).Array[1, 10].SampleAsync(async reads => {
            var room = await host.Room(mei);
            var events = new List<string>();
            for (var i = 0; i < 5; i++) events.Add(await host.Event(room));
            // Half of them at once: the write itself must keep the order, not only the look before it.
            var posts = reads.Select(r => new Receipt(r.Item1 ? Receipt.Public : Receipt.Private, events[r.Item3], r.Item2 ? Receipt.MainThread : Receipt.Unthreaded)).ToList();
            await Task.WhenAll(posts.Take(posts.Count / 2).Select(p => store.Post(mei.Person, room.Id, [p], CancellationToken.None)));
            foreach (var post in posts.Skip(posts.Count / 2)) await store.Post(mei.Person, room.Id, [post], CancellationToken.None);
            var places = await host.Database.Read(c => ReadPositions.Read(c, mei.Id, [room.Number]), CancellationToken.None);
            foreach (var thread in posts.GroupBy(p => p.ThreadId)) {
                var furthest = await PositionOf(host, thread.MaxBy(p => events.IndexOf(p.EventId))!.EventId);
                Assert.Equal(furthest, thread.Key.Length == 0 ? places[room.Number].Unthreaded : places[room.Number].Threads[thread.Key]);
            }
        }, iter: Stories.Count(20), threads: 1);
    }

    private static async Task<ReadPosition> Positions(TalkHost host, Somebody somebody, Room room) =>
        (await host.Database.Read(c => ReadPositions.Read(c, somebody.Id, [room.Number]), TestContext.Current.CancellationToken))[room.Number];

    private static Task<long> PositionOf(TalkHost host, string eventId) =>
        host.Database.Read(c => Dapper.SqlMapper.ExecuteScalarAsync<long>(c, "SELECT pos FROM talk_event WHERE event_id = @eventId", new { eventId }), CancellationToken.None);
}
