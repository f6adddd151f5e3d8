using System.Net;
using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms;

/// <summary>The names of rooms, over HTTP.</summary>
public sealed class AliasTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_room_no_longer_calls_itself_by_an_alias_that_was_deleted(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var roomId = await mei.CreateRoom(new { preset = "public_chat" }, Stop);
        foreach (var name in new[] { "tea", "old", "new", "aside" }) await mei.Call("PUT", Alias(name), new { room_id = roomId }, Stop);
        await mei.Call("PUT", Canonical(roomId), new Dictionary<string, object> {
            ["alias"] = "#tea:localhost", ["alt_aliases"] = new[] { "#old:localhost", "#new:localhost" }, ["org.example.kept"] = 7,
        }, Stop);

        var before = (await mei.Sync(null, 0, Stop)).GetProperty("next_batch").GetString();
        await mei.Call("DELETE", Alias("aside"), null, Stop);
        Assert.False((await mei.Sync(before, 0, Stop)).TryGetProperty("rooms", out _));
        await mei.Call("DELETE", Alias("old"), null, Stop);
        await Is("""{"alias":"#tea:localhost","alt_aliases":["#new:localhost"],"org.example.kept":7}""");
        await mei.Call("DELETE", Alias("tea"), null, Stop);
        await Is("""{"alt_aliases":["#new:localhost"],"org.example.kept":7}""");
        await mei.Call("DELETE", Alias("new"), null, Stop);
        await Is("""{"alt_aliases":[],"org.example.kept":7}""");

        async Task Is(string expected) {
            var content = await mei.Call("GET", Canonical(roomId), null, Stop);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), content), content.GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Whoever_gave_an_alias_may_delete_it_but_not_speak_for_the_room(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { preset = "public_chat" }, Stop);
        await li.Call("POST", $"/join/{Uri.EscapeDataString(roomId)}", new { }, Stop);
        await li.Call("PUT", Alias("tea"), new { room_id = roomId }, Stop);
        await mei.Call("PUT", Alias("mine"), new { room_id = roomId }, Stop);
        await mei.Call("PUT", Canonical(roomId), new { alias = "#tea:localhost" }, Stop);

        Assert.Equal((HttpStatusCode.Forbidden, "M_FORBIDDEN"), await li.Refused("DELETE", Alias("mine"), null, Stop));
        await li.Call("DELETE", Alias("tea"), null, Stop);
        Assert.Equal((HttpStatusCode.NotFound, "M_NOT_FOUND"), await li.Refused("DELETE", Alias("tea"), null, Stop));
        Assert.Equal((HttpStatusCode.NotFound, "M_NOT_FOUND"), await li.Refused("GET", Alias("tea"), null, Stop));
        Assert.Equal("#tea:localhost", (await mei.Call("GET", Canonical(roomId), null, Stop)).GetProperty("alias").GetString());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task An_alias_is_deleted_even_when_the_room_cannot_say_so(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li-with-the-very-longest-of-names", Stop);
        var roomId = await mei.CreateRoom(new {
            preset = "public_chat", power_level_content_override = new { users = new Dictionary<string, int> { [mei.UserId] = 100, [li.UserId] = 100 } },
            room_version = "11",
        }, Stop);
        await li.Call("POST", $"/join/{Uri.EscapeDataString(roomId)}", new { }, Stop);
        await mei.Call("PUT", Alias("a"), new { room_id = roomId }, Stop);
        // As large as an event can be: with the longer name of another sender it is too large, even without the alias.
        var (fits, tooLarge) = (60_000, 65_536);
        while (tooLarge - fits > 1) {
            var size = (fits + tooLarge) / 2;
            using var answer = await mei.Send("PUT", Canonical(roomId), new { alias = "#a:localhost", filler = new string('x', size) }, Stop);
            if (answer.IsSuccessStatusCode) fits = size;
            else tooLarge = size;
        }

        await li.Call("DELETE", Alias("a"), null, Stop);
        Assert.Equal((HttpStatusCode.NotFound, "M_NOT_FOUND"), await li.Refused("GET", Alias("a"), null, Stop));
        Assert.Equal("#a:localhost", (await mei.Call("GET", Canonical(roomId), null, Stop)).GetProperty("alias").GetString());
    }

    private static string Alias(string name) => $"/directory/room/{Uri.EscapeDataString($"#{name}:localhost")}";

    private static string Canonical(string roomId) => $"/rooms/{Uri.EscapeDataString(roomId)}/state/m.room.canonical_alias";
}
