using Teahouse.People.SignIn;

namespace Teahouse.People.Tests;

public sealed class GuessedPasswordsTests {
    [Theory]
    [InlineData("password"), InlineData("Password1!"), InlineData("12345678"), InlineData("1234567890"), InlineData("87654321"), InlineData("abcdefgh")]
    [InlineData("aaaaaaaa"), InlineData("12121212"), InlineData("qwertyuiop"), InlineData("QWERTY2026"), InlineData("woaini1314"), InlineData("Lantern2026")]
    public void What_is_tried_first_is_refused(string password) => Assert.True(GuessedPasswords.Have(password, "lantern"));

    [Theory]
    [InlineData("a kettle and a harbour"), InlineData("orchid coral chalk apple"), InlineData("茶壶里没有风暴四字"), InlineData("12345679"), InlineData("lantern on the lake")]
    public void What_takes_a_thought_is_taken(string password) => Assert.False(GuessedPasswords.Have(password, "lantern"));
}
