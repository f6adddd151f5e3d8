using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;
using Teahouse.Talk.Tests.Events;
using Teahouse.Town;
using static Teahouse.Talk.Tests.Rooms.Reading.StoredRoom;

namespace Teahouse.Talk.Tests.Rooms.Reading;

public sealed class TimelineTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Leafing_shows_every_event_once_in_either_direction(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        for (var i = 0; i < 25; i++) await room.Message(i % 3 == 0 ? Li : Mei, $"{i}");
        foreach (var limit in new[] { 1, 7, 100 }) {
            var backwards = await Leaf(room, Mei, "b", limit);
            Assert.Equal(31, backwards.Count);
            Assert.Equal(backwards, (await Leaf(room, Mei, "f", limit)).Reverse());
            Assert.Equal(backwards.Count, backwards.Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_page_ends_where_it_is_told_to(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var (first, second, third) = (await room.Message(Mei, "1"), await room.Message(Mei, "2"), await room.Message(Mei, "3"));
        var (early, late) = (new StreamToken(first.Position).ForTimeline, new StreamToken(third.Position).ForTimeline);
        Assert.Equal([third.Pdu.EventId, second.Pdu.EventId], (await Page(room, Mei, PagingQuery.Parse("b", late, early, "9"))).Events.Select(e => e.Pdu.EventId));
        Assert.Equal([second.Pdu.EventId, third.Pdu.EventId], (await Page(room, Mei, PagingQuery.Parse("f", early, late, "9"))).Events.Select(e => e.Pdu.EventId));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_filter_passes_over_what_is_not_wanted_and_the_next_page_goes_on(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        for (var i = 0; i < 30; i++) await room.Say(Mei, i % 10 == 0 ? "m.room.message" : "org.example.noise", null, $$"""{"body":"{{i}}"}""");
        var filter = EventFilter.Parse(TestRoom.Json("""{"types":["m.room.message"]}"""));
        var page = await Page(room, Mei, PagingQuery.Parse("b", null, null, "2"), filter);
        Assert.Equal(["20", "10"], page.Events.Select(e => e.Pdu.ContentText("body")));
        var next = await Page(room, Mei, PagingQuery.Parse("b", new StreamToken(page.Next!.Value).ForTimeline, null, "2"), filter);
        Assert.Equal(["0"], next.Events.Select(e => e.Pdu.ContentText("body")));
        Assert.Null(next.Next);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_joins_later_sees_what_the_history_visibility_gives(DatabaseKind kind) {
        foreach (var (visibility, expected) in new[] { ("shared", "before between in"), ("invited", "between in"), ("joined", "in"), ("world_readable", "before between in gone") }) {
            await using var room = await StoredRoom.Create(kind, visibility);
            await room.Message(Mei, "before");
            await room.Member(Wu, "invite", by: Mei);
            await room.Message(Mei, "between");
            await room.Member(Wu, "join");
            await room.Message(Mei, "in");
            await room.Member(Wu, "leave");
            await room.Message(Mei, "gone");
            var seen = (await Page(room, Wu, PagingQuery.Parse("f", null, null, "100"))).Events.Where(e => e.Pdu.Type == "m.room.message");
            Assert.Equal(expected, string.Join(' ', seen.Select(e => e.Pdu.ContentText("body"))));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_left_begins_to_leaf_at_what_they_saw_last(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        await room.Message(Mei, "last");
        await room.Member(Li, "leave");
        for (var i = 0; i < 5; i++) await room.Message(Mei, "gone");
        var page = await Page(room, Li, PagingQuery.Parse("b", null, null, "2"));
        Assert.Equal(["m.room.member", "m.room.message"], page.Events.Select(e => e.Pdu.Type));
        Assert.Equal("last", page.Events[1].Pdu.ContentText("body"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stranger_reads_only_rooms_that_the_world_may_read(DatabaseKind kind) {
        await using var closed = await StoredRoom.Create(kind);
        await AssertRefused("M_FORBIDDEN", Page(closed, Wu, PagingQuery.Parse("b", null, null, null)));
        await AssertRefused("M_FORBIDDEN", closed.Read(c => RoomView.Open(c, "!none:localhost", Mei)));
        var secret = await closed.Message(Mei, "secret");
        await AssertRefused("M_NOT_FOUND", closed.Read(async c => await (await RoomView.Find(c, closed.RoomId, Wu))!.Event(c, secret.Pdu.EventId)));
        await using var open = await StoredRoom.Create(kind, "world_readable");
        var said = await open.Message(Mei, "hello, world");
        Assert.Equal(said.Pdu.EventId, (await Page(open, Wu, PagingQuery.Parse("b", null, null, "1"))).Events[0].Pdu.EventId);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Messages_of_ignored_people_are_left_out_and_what_they_change_is_not(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        await room.Ignore(Mei, Li);
        var message = await room.Message(Li, "psst");
        var topic = await room.Say(Li, "m.room.member", Li.UserId, """{"membership":"join","displayname":"Li"}""", Li);
        var page = await Page(room, Mei, PagingQuery.Parse("b", null, null, "100"));
        Assert.Equal(topic.Pdu.EventId, page.Events[0].Pdu.EventId);
        Assert.DoesNotContain(page.Events, e => e.Pdu.EventId == message.Pdu.EventId);
        await AssertRefused("M_NOT_FOUND", room.Read(async c => await (await RoomView.Find(c, room.RoomId, Mei))!.Event(c, message.Pdu.EventId)));
        Assert.Contains((await Page(room, Li, PagingQuery.Parse("b", null, null, "100"))).Events, e => e.Pdu.EventId == message.Pdu.EventId);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Around_an_event_stands_what_was_said_before_and_after(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var said = new List<StoredEvent>();
        for (var i = 0; i < 9; i++) said.Add(await room.Message(i == 2 ? Li : Mei, $"{i}"));
        var (before, after, state) = await room.Read(async connection => {
            var view = await RoomView.Open(connection, room.RoomId, Mei);
            var lazy = EventFilter.Parse(TestRoom.Json("""{"lazy_load_members":true}"""));
            var around = await GetEventContext.Around(connection, view, said[4].Position, 5, EventFilter.All);
            return (around.Before, around.After, await GetEventContext.State(connection, view.Room, [said[4], .. around.After], lazy));
        });
        Assert.Equal(["3", "2"], before.Select(e => e.Pdu.ContentText("body")));
        Assert.Equal(["5", "6", "7"], after.Select(e => e.Pdu.ContentText("body")));
        Assert.Equal([Mei.UserId], state.Where(e => e.Pdu.Type == "m.room.member").Select(e => e.Pdu.StateKey!));
        Assert.Contains(state, e => e.Pdu.Type == "m.room.create");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_membership_of_each_speaker_comes_with_what_they_say(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var old = await room.Message(Li, "x");
        await room.Say(Li, "m.room.member", Li.UserId, """{"membership":"join","displayname":"Li"}""", Li);
        var members = await room.Read(c => Speakers.Of(c, new(old.Room, room.RoomId, old.Pdu.Version), [old]));
        Assert.Null(Assert.Single(members).Pdu.ContentText("displayname"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_nearest_event_to_a_moment_is_found_in_either_direction(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind, "joined");
        var said = new List<StoredEvent>();
        for (var i = 0; i < 20; i++) said.Add(await room.Message(Mei, $"{i}"));
        await room.Member(Wu, "join");
        var last = await room.Message(Mei, "last");
        async Task<string?> Nearest(Person person, long moment, bool backwards) => (await room.Read(async c =>
            await GetEventByTimestamp.Nearest(c, await RoomView.Open(c, room.RoomId, person), moment, backwards)))?.Pdu.EventId;
        for (var i = 1; i < said.Count; i++) {
            var moment = said[i].Pdu.OriginServerTs;
            Assert.Equal(said[i].Pdu.EventId, await Nearest(Mei, moment, true));
            Assert.Equal(said[i].Pdu.EventId, await Nearest(Mei, moment, false));
            Assert.Equal(said[i].Pdu.EventId, await Nearest(Mei, moment - 999, false));
            Assert.Equal(said[i - 1].Pdu.EventId, await Nearest(Mei, moment - 1, true));
        }
        Assert.Null(await Nearest(Mei, last.Pdu.OriginServerTs + 1, false));
        Assert.Equal(last.Pdu.EventId, await Nearest(Mei, long.MaxValue - 1, true));
        Assert.DoesNotContain(await Nearest(Wu, said[^1].Pdu.OriginServerTs, true), said.Select(e => e.Pdu.EventId));
        Assert.NotNull(await Nearest(Wu, 0, false));
    }

    [Theory]
    [InlineData(null, null, null, "M_MISSING_PARAM")]
    [InlineData("x", null, null, "M_INVALID_PARAM")]
    [InlineData("b", "-1", null, "M_INVALID_PARAM")]
    [InlineData("b", "ten", null, "M_INVALID_PARAM")]
    [InlineData("b", "99999999999999999999", null, "M_INVALID_PARAM")]
    [InlineData("b", null, "elsewhere", "M_INVALID_PARAM")]
    public void A_page_that_cannot_be_is_refused(string? dir, string? limit, string? from, string code) =>
        Assert.Equal(code, Assert.Throws<MatrixRefusalException>(() => PagingQuery.Parse(dir, from, null, limit)).Error.Code);

    [Theory]
    [InlineData("{", "M_NOT_JSON")]
    [InlineData("[]", "M_BAD_JSON")]
    [InlineData("""{"limit":0}""", "M_INVALID_PARAM")]
    public void A_filter_that_cannot_be_is_refused(string filter, string code) =>
        Assert.Equal(code, Assert.Throws<MatrixRefusalException>(() => PagingQuery.FilterOf(filter)).Error.Code);

    internal static async Task AssertRefused(string code, Task task) =>
        Assert.Equal(code, (await Assert.ThrowsAsync<MatrixRefusalException>(() => task)).Error.Code);

    private static Task<EventPage> Page(StoredRoom room, Person person, PagingQuery query, EventFilter? filter = null) => room.Read(async connection => {
        var view = await RoomView.Open(connection, room.RoomId, person);
        return await EventPage.OfTimeline(connection, view, await query.In(connection, view), filter ?? EventFilter.All);
    });

    private static async Task<IReadOnlyList<string>> Leaf(StoredRoom room, Person person, string dir, int limit) {
        var all = new List<string>();
        string? from = null;
        while (true) {
            var page = await Page(room, person, PagingQuery.Parse(dir, from, null, $"{limit}"));
            Assert.True(page.Events.Count <= limit);
            all.AddRange(page.Events.Select(e => e.Pdu.EventId));
            if (page.Next is not { } next) return all;
            from = new StreamToken(next).ForTimeline;
        }
    }
}
