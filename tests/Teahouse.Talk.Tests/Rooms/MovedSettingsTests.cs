using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Rooms;

/// <summary>Who follows a room to its new version has there what they had set in the old one.</summary>
public sealed class MovedSettingsTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Tags_and_push_rules_go_with_their_owner_and_with_nobody_who_only_pretends(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var old = await mei.CreateRoom(new { preset = "public_chat", room_version = "11" }, Stop);
        await Join(li, old);
        foreach (var one in (Townsperson[])[mei, li]) await Set(one, old);

        var moved = (await mei.Call("POST", $"/rooms/{Escaped(old)}/upgrade", new { new_version = "12" }, Stop)).GetProperty("replacement_room").GetString()!;
        await Join(li, moved);
        foreach (var one in (Townsperson[])[mei, li]) Assert.Equal(Settings(old).Replace(old, moved, StringComparison.Ordinal), await SettingsIn(one, moved));

        // What is set anew stays, however often they come in.
        await li.Call("DELETE", $"/user/{li.UserId}/rooms/{Escaped(moved)}/tags/m.favourite", null, Stop);
        await li.Call("PUT", $"/pushrules/global/room/{Escaped(moved)}/actions", new { actions = new[] { "notify" } }, Stop);
        await Join(li, moved);
        Assert.Equal(Settings(old).Replace(old, moved, StringComparison.Ordinal).Replace("{\"m.favourite\":{\"order\":0.5}}", "{}", StringComparison.Ordinal)
            .Replace("room []", "room [\"notify\"]", StringComparison.Ordinal), await SettingsIn(li, moved));

        var pretender = await mei.CreateRoom(new { preset = "public_chat", creation_content = new { predecessor = new { room_id = old } } }, Stop);
        await Join(li, pretender);
        Assert.Equal("{} room none override none", await SettingsIn(li, pretender));
    }

    private static string Settings(string room) =>
        $$$"""{"m.favourite":{"order":0.5}} room [] override [{"kind":"event_match","key":"room_id","pattern":"{{{room}}}"},{"kind":"event_match","key":"type","pattern":"m.sticker"}]""";

    private static async Task Set(Townsperson one, string room) {
        await one.Call("PUT", $"/user/{one.UserId}/rooms/{Escaped(room)}/tags/m.favourite", new { order = 0.5 }, Stop);
        await one.Call("PUT", $"/pushrules/global/room/{Escaped(room)}", new { actions = Array.Empty<string>() }, Stop);
        await one.Call("PUT", $"/pushrules/global/override/{Escaped(room)}", new {
            actions = Array.Empty<string>(),
            conditions = new[] { new { kind = "event_match", key = "room_id", pattern = room }, new { kind = "event_match", key = "type", pattern = "m.sticker" } },
        }, Stop);
    }

    private static async Task<string> SettingsIn(Townsperson one, string room) {
        var tags = (await one.Call("GET", $"/user/{one.UserId}/rooms/{Escaped(room)}/tags", null, Stop)).GetProperty("tags").GetRawText();
        var rules = (await one.Call("GET", "/pushrules/", null, Stop)).GetProperty("global");
        return $"{tags} room {Rule("room", "actions")} override {Rule("override", "conditions")}";

        string Rule(string kind, string property) => rules.GetProperty(kind).EnumerateArray().Where(r => r.GetProperty("rule_id").GetString() == room)
            .Select(r => r.GetProperty(property).GetRawText()).SingleOrDefault("none");
    }

    private static Task<JsonElement> Join(Townsperson one, string room) => one.Call("POST", $"/join/{Escaped(room)}", new { }, Stop);

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
