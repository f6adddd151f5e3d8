using System.Text.Json;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;
using Teahouse.Town;
using static Teahouse.Talk.Tests.Rooms.Reading.StoredRoom;

namespace Teahouse.Talk.Tests.Rooms.Reading;

public sealed class RelationTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_newest_valid_edit_stands_with_the_message(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var said = await room.Message(Mei, "tee");
        Assert.Null(await room.Relations(Li, said));
        await room.Edit(Mei, said, "tea");
        var second = await room.Edit(Mei, said, "Tea");
        await room.Edit(Li, said, "not hers");
        await room.Edit(Mei, said, "another type", type: "org.example.other");
        await room.Relate(Mei, said, "m.replace", ""","body":"nothing new" """);
        Assert.Equal("Tea", await NewBody(room, Li, said));
        await room.Edit(Mei, second, "an edit of an edit");
        Assert.Null(await room.Relations(Li, second));
        await room.Redact(Mei, second);
        Assert.Equal("tea", await NewBody(room, Li, said));
        await room.Redact(Mei, said);
        Assert.Null(await room.Relations(Li, said));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_encrypted_edit_keeps_its_new_words_to_itself_and_counts(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var said = await room.Say(Mei, "m.room.encrypted", null, """{"ciphertext":"1"}""");
        await room.Relate(Mei, said, "m.replace", ""","ciphertext":"2" """, "m.room.encrypted");
        var edit = (await room.Relations(Li, said))!.Value.GetProperty("m.replace");
        Assert.Equal("2", edit.GetProperty("content").GetProperty("ciphertext").GetString());
        Assert.Equal(room.RoomId, edit.GetProperty("room_id").GetString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_thread_is_counted_and_ends_with_its_newest_message_as_that_was_edited(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var root = await room.Message(Mei, "who comes?");
        await room.Member(Wu, "join");
        await room.Relate(Li, root, "m.thread", ""","body":"me" """);
        var newest = await room.Relate(Li, root, "m.thread", ""","body":"i do" """);
        await room.Edit(Li, newest, "I do");
        var thread = (await room.Relations(Wu, root))!.Value.GetProperty("m.thread");
        Assert.Equal(2, thread.GetProperty("count").GetInt32());
        Assert.False(thread.GetProperty("current_user_participated").GetBoolean());
        var latest = thread.GetProperty("latest_event");
        Assert.Equal(newest.Pdu.EventId, latest.GetProperty("event_id").GetString());
        Assert.Equal("I do", NewBody(latest.GetProperty("unsigned").GetProperty("m.relations")));
        foreach (var person in new[] { Mei, Li }) {
            Assert.True((await room.Relations(person, root))!.Value.GetProperty("m.thread").GetProperty("current_user_participated").GetBoolean());
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_thread_begins_inside_a_thread(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var at = await room.Message(Mei, "root");
        for (var depth = 0; depth < 80; depth++) at = await room.Relate(Mei, at, "m.thread");
        Assert.Null(await room.Relations(Mei, at));
        Assert.NotEmpty((await room.Seen(Mei, at)).GetRawText());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_refers_to_an_event_is_listed_and_reactions_are_not(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var said = await room.Message(Mei, "x");
        await room.Relate(Li, said, "m.annotation", "", "m.reaction");
        Assert.Null(await room.Relations(Mei, said));
        var (one, two) = (await room.Relate(Li, said, "m.reference"), await room.Relate(Mei, said, "m.reference", "", "org.example.vote"));
        var chunk = (await room.Relations(Mei, said))!.Value.GetProperty("m.reference").GetProperty("chunk");
        Assert.Equal(Ids(one, two), chunk.EnumerateArray().Select(e => e.GetProperty("event_id").GetString()!));
        var topic = await room.State(Mei, "m.room.topic", """{"topic":"x"}""");
        await room.Relate(Li, topic, "m.reference");
        Assert.Null(await room.Relations(Mei, topic));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_one_may_not_see_or_ignores_is_not_counted(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var root = await room.Message(Mei, "root");
        await room.Relate(Li, root, "m.thread", ""","body":"li" """);
        await room.Relate(Mei, root, "m.thread", ""","body":"mei" """);
        await room.Relate(Li, root, "m.thread", ""","body":"li again" """);
        await room.Ignore(Mei, Li);
        var thread = (await room.Relations(Mei, root))!.Value.GetProperty("m.thread");
        Assert.Equal(1, thread.GetProperty("count").GetInt32());
        Assert.Equal("mei", thread.GetProperty("latest_event").GetProperty("content").GetProperty("body").GetString());
        await room.Member(Li, "leave");
        await room.Relate(Mei, root, "m.thread", ""","body":"alone" """);
        Assert.Equal(3, (await room.Relations(Li, root))!.Value.GetProperty("m.thread").GetProperty("count").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Related_events_are_found_by_kind_and_type_and_leafed_through(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var said = await room.Message(Mei, "x");
        var reaction = await room.Relate(Li, said, "m.annotation", "", "m.reaction");
        var edit = await room.Edit(Mei, said, "y");
        var odd = await room.Relate(Li, said, "m.annotation", "", "org.example.stamp");
        Assert.Equal(Ids(odd, edit, reaction), await Related(room, said, null, null));
        Assert.Equal(Ids(odd, reaction), await Related(room, said, "m.annotation", null));
        Assert.Equal(Ids(reaction), await Related(room, said, "m.annotation", "m.reaction"));
        Assert.Equal(Ids(reaction, edit, odd), await Related(room, said, null, null, dir: "f"));
        Assert.Empty(await Related(room, reaction, null, null));
        await room.Redact(Li, odd);
        Assert.Equal(Ids(edit, reaction), await Related(room, said, null, null));
        await TimelineTests.AssertRefused("M_NOT_FOUND", Related(room, said, null, null, person: Wu));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Related_events_of_related_events_are_followed_three_deep(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        var root = await room.Message(Mei, "root");
        var one = await room.Relate(Li, root, "m.thread");
        var two = await room.Relate(Mei, one, "m.annotation", "", "m.reaction");
        var three = await room.Relate(Mei, two, "m.reference");
        await room.Relate(Mei, three, "m.reference");
        Assert.Equal(Ids(one), await Related(room, root, null, null));
        Assert.Equal(Ids(three, two, one), await Related(room, root, null, null, recurse: true));
        Assert.Equal(Ids(one, two, three), await Related(room, root, null, null, recurse: true, dir: "f"));
        Assert.Empty(await Related(room, root, "m.reference", null, recurse: true));   // only by a way that does not match
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Threads_are_listed_by_what_was_written_last(DatabaseKind kind) {
        await using var room = await StoredRoom.Create(kind);
        await room.Member(Wu, "join");
        var (first, second, third) = (await room.Message(Mei, "1"), await room.Message(Li, "2"), await room.Message(Wu, "3"));
        await room.Relate(Li, first, "m.thread");
        await room.Relate(Mei, second, "m.thread");
        await room.Relate(Li, third, "m.thread");
        var inThread = await room.Relate(Li, first, "m.thread");
        await room.Relate(Mei, inThread, "m.thread");
        Assert.Equal(Ids(first, third, second), await Threads(room, Wu, false, limit: 1));
        Assert.Equal(Ids(first, third, second), await Threads(room, Wu, false, limit: 9));
        Assert.Equal(Ids(first, second), await Threads(room, Mei, true, limit: 1));
        Assert.Equal(Ids(third), await Threads(room, Wu, true, limit: 9));
        await room.Ignore(Wu, Li);
        Assert.Equal(Ids(second), await Threads(room, Wu, false, limit: 9));
        var redacted = (await room.Read(c => GetThreadRoots.Read(c, Wu, room.RoomId, PagingQuery.Parse("b", null, null, "9"), false, room.Now))).Roots[0];
        Assert.Equal("{}", JsonElement.Parse(redacted).GetProperty("content").GetRawText());
        Assert.True(JsonElement.Parse(redacted).GetProperty("unsigned").GetProperty("m.relations").TryGetProperty("m.thread", out _));
    }

    private static IEnumerable<string> Ids(params StoredEvent[] events) => events.Select(e => e.Pdu.EventId);

    private static async Task<IEnumerable<string>> Threads(StoredRoom room, Person person, bool participated, int limit) {
        var all = new List<string>();
        string? from = null;
        while (true) {
            var page = await room.Read(c => GetThreadRoots.Read(c, person, room.RoomId, PagingQuery.Parse("b", from, null, $"{limit}"), participated, room.Now));
            all.AddRange(page.Roots.Select(r => JsonElement.Parse(r).GetProperty("event_id").GetString()!));
            if (page.Next is not { } next) return all;
            from = new StreamToken(next).ForTimeline;
        }
    }

    private static async Task<IEnumerable<string>> Related(
        StoredRoom room, StoredEvent of, string? relType, string? eventType, bool recurse = false, string dir = "b", Person? person = null) {
        var all = new List<string>();
        string? from = null;
        while (true) {
            var query = PagingQuery.Parse(dir, from, null, "2");
            var page = await room.Read(c => GetRelatingEvents.Read(c, person ?? Mei, new(room.RoomId, of.Pdu.EventId, relType, eventType, query, from, recurse)));
            all.AddRange(page.Events.Select(e => e.Pdu.EventId));
            if (page.Next is not { } next) return all;
            from = new StreamToken(next).ForTimeline;
        }
    }

    private static async Task<string?> NewBody(StoredRoom room, Person person, StoredEvent stored) => NewBody((await room.Relations(person, stored))!.Value);

    private static string? NewBody(JsonElement relations) =>
        relations.GetProperty("m.replace").GetProperty("content").GetProperty("m.new_content").GetProperty("body").GetString();
}
