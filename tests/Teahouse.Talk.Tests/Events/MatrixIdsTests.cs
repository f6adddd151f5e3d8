using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class MatrixIdsTests {
    [Theory]
    [InlineData("@a:b", true)]
    [InlineData("@:b", true)]
    [InlineData("@Ä/ö=x:localhost:8008", true)]
    [InlineData("@a:[::1]:1", true)]
    [InlineData("@a", false)]
    [InlineData("@a:", false)]
    [InlineData("a:b", false)]
    [InlineData("@a:b c", false)]
    [InlineData("@a:b/../c", false)]
    [InlineData("@a:b:123456", false)]
    [InlineData("@a:[::x]", false)]
    [InlineData("@a\0:b", false)]
    public void A_user_id_has_a_name_and_a_server(string text, bool expected) => Assert.Equal(expected, MatrixIds.IsUserId(text));

    [Fact]
    public void Half_a_character_is_no_character() {
        Assert.False(MatrixIds.IsUserId("@\ud83d:b"));
        Assert.False(MatrixIds.IsUserId("@\ude00\ud83d:b"));
        Assert.True(MatrixIds.IsUserId("@\ud83d\ude00:b"));
    }

    [Theory]
    [InlineData("!abc:localhost", true)]
    [InlineData("!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM", true)]
    [InlineData("!", false)]
    [InlineData("!a:", false)]
    [InlineData("#a:b", false)]
    public void A_room_id_may_do_without_a_server(string text, bool expected) => Assert.Equal(expected, MatrixIds.IsRoomId(text));

    [Fact]
    public void An_alias_may_hold_any_characters_but_needs_its_server() {
        Assert.True(MatrixIds.IsAlias("#茶馆 と:localhost"));
        Assert.False(MatrixIds.IsAlias("#茶馆"));
    }

    [Fact]
    public void No_id_is_longer_than_255_bytes() {
        Assert.True(MatrixIds.IsUserId("@" + new string('a', 252) + ":b"));
        Assert.False(MatrixIds.IsUserId("@" + new string('a', 253) + ":b"));
        Assert.False(MatrixIds.IsAlias("#" + new string('日', 85) + ":b"));
        Assert.False(MatrixIds.IsEventId("$" + new string('a', 255)));
    }

    [Fact]
    public void The_server_is_what_stands_after_the_first_colon() {
        Assert.Equal("b:8448", MatrixIds.ServerOf("@a:b:8448"));
        Assert.Equal("", MatrixIds.ServerOf("!hash"));
    }
}
