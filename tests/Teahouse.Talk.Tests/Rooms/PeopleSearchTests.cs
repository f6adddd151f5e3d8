using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms;

/// <summary>Who is found by a part of their name by somebody who shares no room with them.</summary>
public sealed class PeopleSearchTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Who_is_in_a_listed_room_that_is_open_to_all_is_found_and_who_is_behind_a_door_is_not(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        await li.Call("PUT", $"/profile/{li.UserId}/displayname", new { displayname = "Li of the Lake" }, Stop);

        await li.CreateRoom(new { preset = "private_chat", visibility = "public", name = "Listed, and shut" }, Stop);
        var room = await li.CreateRoom(new { preset = "public_chat", name = "Open, and in no list" }, Stop);
        Assert.Empty(await Found(mei, "the lake"));

        await List(li, room, "public");
        Assert.Equal([li.UserId], await Found(mei, "the lake"));
        Assert.Empty(await Found(mei, "the sea"));
        await SetState(li, room, "m.room.join_rules", new { join_rule = "invite" });
        Assert.Empty(await Found(mei, "the lake"));
        await SetState(li, room, "m.room.history_visibility", new { history_visibility = "world_readable" });
        Assert.Equal([li.UserId], await Found(mei, "the lake"));
        await List(li, room, "private");
        Assert.Empty(await Found(mei, "the lake"));

        await List(li, room, "public");
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(room)}/leave", new { }, Stop);
        Assert.Empty(await Found(mei, "the lake"));
    }

    private static async Task<string[]> Found(Townsperson one, string term) =>
        [.. (await one.Call("POST", "/user_directory/search", new { search_term = term }, Stop)).GetProperty("results").EnumerateArray().Select(r => r.GetProperty("user_id").GetString()!)];

    private static Task<JsonElement> List(Townsperson one, string room, string visibility) => one.Call("PUT", $"/directory/list/room/{Uri.EscapeDataString(room)}", new { visibility }, Stop);

    private static Task<JsonElement> SetState(Townsperson one, string room, string type, object content) => one.Call("PUT", $"/rooms/{Uri.EscapeDataString(room)}/state/{type}", content, Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
