using System.Text.RegularExpressions;
using CsCheck;
using Teahouse.Talk.Push;

namespace Teahouse.Talk.Tests.Push;

public sealed class GlobTests {
    private static readonly Gen<string> SmallTexts = Gen.Char["ab_ -B"].Array[0, 12].Select(c => new string(c));
    private static readonly Gen<string> SmallGlobs = Gen.Char["ab ?*-"].Array[0, 7].Select(c => new string(c));

    [Theory]
    [InlineData("lunc?*", "Lunch plans", true)]
    [InlineData("lunc?*", "LUNCH", true)]
    [InlineData("lunc?*", " lunch", false)]
    [InlineData("lunc?*", "lunc", false)]
    [InlineData("", "", true)]
    [InlineData("*", "", true)]
    [InlineData("?", "🍵", true)]
    [InlineData("??", "🍵", false)]
    [InlineData("m.room.*", "mxroom.name", false)]
    public void A_pattern_covers_the_whole_value(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Whole(pattern, text));

    [Theory]
    [InlineData("ex*ple", "An example event.", true)]
    [InlineData("ex*ple", "exple", true)]
    [InlineData("ex*ple", "An exciting triple-whammy", true)]
    [InlineData("cake", "cakes", false)]
    [InlineData("cake", "cheese_cake", false)]
    [InlineData("cake", "Cake!", true)]
    [InlineData("cake", "pancake and cake", true)]
    [InlineData("@room", "hello@room", true)]
    [InlineData("茶", "喝茶吗", true)]
    public void In_a_body_a_pattern_covers_whole_words(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Words(pattern, text));

    [Fact]
    public void Whole_matches_are_those_of_a_regular_expression() =>
        Gen.Select(SmallGlobs, SmallTexts).Sample((glob, text) => Whole(glob, text) == Reference($"^{Translate(glob)}\\z", text));

    [Fact]
    public void Word_matches_are_those_of_a_regular_expression() =>
        Gen.Select(SmallGlobs, SmallTexts).Sample((glob, text) =>
            Words(glob, text) == Reference($"(?:^|\\z|\\b|(?<=\\W)|(?=\\W)){Translate(glob)}(?:^|\\z|\\b|(?<=\\W)|(?=\\W))", text));

    [Fact]
    public void A_name_is_found_between_word_boundaries() =>
        Gen.Select(Gen.Char["ab-"].Array[1, 4].Select(c => new string(c)), SmallTexts).Sample((name, text) =>
            Glob.ContainsWords(Glob.Fold(text), name, new()) == Words(name, text));

    [Fact]
    public void A_hostile_pattern_ends() {
        var text = new string('a', 60_000);
        var budget = new Glob.Budget();
        Assert.False(Glob.Of(string.Concat(Enumerable.Repeat("a?*", 150)) + "b").MatchesWords(text, budget));
        Assert.True(budget.Take(1));
        Assert.False(Glob.Of("*" + new string('a', 500) + "b").MatchesWords(text, budget));
        Assert.False(budget.Take(1));
    }

    private static bool Whole(string pattern, string text) => Glob.Of(pattern).MatchesWhole(Glob.Fold(text), new());

    private static bool Words(string pattern, string text) => Glob.Of(pattern).MatchesWords(Glob.Fold(text), new());

    private static string Translate(string glob) =>
        Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);

    private static bool Reference(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase | RegexOptions.Singleline);
}
