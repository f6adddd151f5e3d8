using CsCheck;
using Teahouse.Talk.Events;
using Moment = Teahouse.Talk.Events.HistoryVisibility.Moment;

namespace Teahouse.Talk.Tests.Events;

public sealed class HistoryVisibilityTests {
    [Theory]
    [InlineData("world_readable", null, false, true)]
    [InlineData("world_readable", "ban", false, true)]
    [InlineData("shared", "join", false, true)]
    [InlineData("shared", null, true, true)]
    [InlineData("shared", null, false, false)]
    [InlineData("shared", "invite", false, false)]
    [InlineData("shared", "leave", true, true)]
    [InlineData("invited", "invite", false, true)]
    [InlineData("invited", null, true, false)]
    [InlineData("invited", "join", false, true)]
    [InlineData("invited", "leave", true, false)]
    [InlineData("joined", "invite", true, false)]
    [InlineData("joined", "join", false, true)]
    [InlineData("joined", null, true, false)]
    [InlineData("something new", null, true, true)]
    [InlineData("something new", "invite", false, false)]
    public void Each_visibility_lets_see_what_the_specification_says(string visibility, string? membership, bool joinedLater, bool seen) {
        var moment = new Moment(HistoryVisibility.Of(visibility), membership);
        Assert.Equal(seen, HistoryVisibility.MaySee(moment, moment, joinedLater));
    }

    [Fact]
    public void Of_a_change_either_side_may_allow_it() {
        Assert.True(HistoryVisibility.MaySee(new("joined", null), new("joined", "join"), false));
        Assert.True(HistoryVisibility.MaySee(new("joined", "join"), new("joined", "leave"), false));
        Assert.True(HistoryVisibility.MaySee(new("world_readable", null), new("joined", null), false));
        Assert.False(HistoryVisibility.MaySee(new("joined", "leave"), new("joined", "invite"), true));
    }

    [Fact]
    public void Who_was_never_in_the_room_and_never_comes_sees_only_what_the_world_may_read() =>
        Gen.Select(Gen.OneOf("shared", "invited", "joined", "?"), Gen.OneOf("leave", "ban", "knock", null)).Sample((visibility, membership) =>
            !new Moment(HistoryVisibility.Of(visibility), membership).Allows(joinedLater: false));
}
