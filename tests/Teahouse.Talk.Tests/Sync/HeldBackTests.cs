using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Sync;

/// <summary>A sync that ends early, because more messages wait for the device than go into one answer.</summary>
public sealed class HeldBackTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_was_said_before_one_left_and_what_one_joined_afterwards_is_told_once(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var (left, later) = (await mei.CreateRoom(new { preset = "public_chat" }, Stop), await mei.CreateRoom(new { preset = "public_chat" }, Stop));
        await Post(li, left, "join");
        var since = (await li.Sync(null, 0, Stop)).GetProperty("next_batch").GetString()!;
        await mei.Say(left, "before", "before", Stop);
        for (var n = 0; n <= TalkLimits.ToDevicePerSyncMax; n++) {
            await mei.Call("PUT", $"/sendToDevice/m.test/{n}", new { messages = new Dictionary<string, object> { [li.UserId] = new Dictionary<string, object> { ["*"] = new { n } } } }, Stop);
        }
        await Post(li, left, "leave");
        await Post(li, later, "join");
        await mei.Say(later, "after", "after", Stop);

        var (first, second) = (await li.Sync(since, 0, Stop), default(JsonElement));
        second = await li.Sync(first.GetProperty("next_batch").GetString(), 0, Stop);

        Assert.Equal(["before"], Said(first, "join", left));
        Assert.Equal([], Said(first, "join", later));
        Assert.Equal([], Said(second, "leave", left));
        Assert.True(second.GetProperty("rooms").GetProperty("leave").TryGetProperty(left, out _));
        Assert.Equal(["after"], Said(second, "join", later));
        Assert.False(Rooms(first, "join").TryGetProperty(later, out _));
    }

    private static JsonElement Rooms(JsonElement sync, string how) =>
        sync.TryGetProperty("rooms", out var rooms) && rooms.TryGetProperty(how, out var those) ? those : JsonElement.Parse("{}");

    private static string[] Said(JsonElement sync, string how, string room) => !Rooms(sync, how).TryGetProperty(room, out var told) ? []
        : [.. told.GetProperty("timeline").GetProperty("events").EnumerateArray().Where(e => e.GetProperty("type").GetString() == "m.room.message")
            .Select(e => e.GetProperty("content").GetProperty("body").GetString()!)];

    private static Task<JsonElement> Post(Townsperson one, string room, string what) => one.Call("POST", $"/rooms/{Uri.EscapeDataString(room)}/{what}", new { }, Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
