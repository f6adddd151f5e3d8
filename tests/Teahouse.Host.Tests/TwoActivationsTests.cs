using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>
/// A room that two servers order at once, as may happen for moments after a split: here for good, because the two do not know of
/// each other.
/// </summary>
public sealed class TwoActivationsTests {
    private const int Pairs = 20;

    [Fact]
    public async Task Whoever_is_behind_loses_reads_afresh_and_says_nothing_that_is_no_longer_so() {
        var stop = TestContext.Current.CancellationToken;
        await using var one = await TownServer.Start(DatabaseKind.PostgreSql, "--rate-limits", "off");
        await using var other = await one.Stranger();
        using var mei = await Townsperson.Register(one, "mei", stop);
        using var li = await Townsperson.Register(one, "li", stop);
        using var meiThere = await Townsperson.SignIn(other, "mei", stop);
        using var liThere = await Townsperson.SignIn(other, "li", stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId } }, stop);
        var room = $"/rooms/{Uri.EscapeDataString(roomId)}";
        var said = new List<string> { await meiThere.Say(roomId, "first", "there", stop) };

        // The other server remembers li as invited. That is no longer so, and it may not refuse them for it.
        await li.Call("POST", $"{room}/join", new { }, stop);
        said.Add(await liThere.Say(roomId, "I am in", "in", stop));

        // It remembers a topic. What it takes for unchanged must be so.
        await meiThere.Call("PUT", $"{room}/state/m.room.topic", new { topic = "tea" }, stop);
        await mei.Call("PUT", $"{room}/state/m.room.topic", new { topic = "rice" }, stop);
        await meiThere.Call("PUT", $"{room}/state/m.room.topic", new { topic = "tea" }, stop);
        Assert.Equal("tea", (await li.Call("GET", $"{room}/state/m.room.topic", null, stop)).GetProperty("topic").GetString());

        for (var i = 0; i < Pairs; i++) {
            said.AddRange(await Task.WhenAll(mei.Say(roomId, $"here {i}", $"h{i}", stop), liThere.Say(roomId, $"there {i}", $"t{i}", stop)));
        }
        Assert.Equal(said.Order(), (await Listener.AllMessages(mei, roomId, stop)).Order());
    }
}
