using CsCheck;
using Teahouse.People.Handles;

namespace Teahouse.People.Tests;

public sealed class HandleTests {
    private static readonly Gen<string> Grammatical = Gen.String[Gen.Char["abcdeilmnorsvw0123579._=-+"], 1, 20];

    [Theory]
    [InlineData("lantern"), InlineData("tea.house-2"), InlineData("a"), InlineData("7"), InlineData("x=y_z+w")]
    public void A_plain_word_is_a_handle(string handle) => Assert.Null(Handle.Judge(handle, "localhost"));

    [Theory]
    [InlineData(""), InlineData("Lantern"), InlineData("lantern "), InlineData("läntern"), InlineData("lan/tern"), InlineData("lan:tern"), InlineData("@lantern")]
    [InlineData(".lantern"), InlineData("lantern."), InlineData("_"), InlineData("灯"), InlineData("lan\0tern"), InlineData("lan\ntern")]
    public void What_is_not_in_the_grammar_is_no_handle(string handle) => Assert.Equal(HandleRefusal.Invalid, Handle.Judge(handle, "localhost"));

    [Fact]
    public void A_handle_has_an_end() {
        Assert.Null(Handle.Judge(new string('a', 64), "localhost"));
        Assert.Equal(HandleRefusal.Invalid, Handle.Judge(new string('a', 65), "localhost"));
        Assert.Equal(HandleRefusal.Invalid, Handle.Judge(new string('a', 64), new string('b', 190)));
    }

    [Theory]
    [InlineData("admin"), InlineData("a.d.m.i.n"), InlineData("4dmin"), InlineData("r00t"), InlineData("5upport"), InlineData("te4house"), InlineData("adm1n")]
    public void Nobody_speaks_for_the_house(string handle) => Assert.Equal(HandleRefusal.Reserved, Handle.Judge(handle, "localhost"));

    [Theory]
    [InlineData("lantern", "lan.tern"), InlineData("lantern", "lantem"), InlineData("lotus", "1otus"), InlineData("noor", "n0or"), InlineData("wei", "vvei"), InlineData("mei", "rnei")]
    public void What_the_eye_confuses_looks_alike(string one, string other) => Assert.Equal(Handle.LooksLike(one), Handle.LooksLike(other));

    [Theory]
    [InlineData("mei", "mel"), InlineData("li", "lin"), InlineData("user1", "user2"), InlineData("anna", "ana")]
    public void Different_names_stay_different(string one, string other) => Assert.NotEqual(Handle.LooksLike(one), Handle.LooksLike(other));

    [Fact]
    public void What_a_handle_looks_like_looks_like_itself() =>
        Grammatical.Sample(handle => Handle.LooksLike(Handle.LooksLike(handle)) == Handle.LooksLike(handle));

    [Fact]
    public void Dots_never_tell_two_handles_apart() =>
        Gen.Select(Grammatical, Gen.Int[0, 20]).Sample((handle, at) =>
            Handle.LooksLike(handle.Insert(Math.Min(at, handle.Length), ".")) == Handle.LooksLike(handle));

    [Fact]
    public void A_judgement_depends_on_nothing_but_the_handle_and_never_throws() =>
        Gen.String.Sample(handle => Handle.Judge(handle, "localhost") == Handle.Judge(handle, "localhost")
            && (Handle.Judge(handle, "localhost") is not null || Handle.IsGrammatical(handle)));

    [Fact]
    public void A_made_up_handle_may_be_had() {
        for (var i = 0; i < 100; i++) Assert.Null(Handle.Judge(Handle.MakeUp(), "localhost"));
    }
}
