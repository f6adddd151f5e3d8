using Teahouse.Pay.Passkeys;

namespace Teahouse.Pay.Tests;

/// <summary>The form in which ASP.NET Core keeps what a passkey must sign; that it still does, every test that enrols a phone says.</summary>
public sealed class OwnChallengeTests {
    private static readonly byte[] Challenge = [.. Enumerable.Range(0, 32).Select(i => (byte)(i + 220))];

    [Fact]
    public void A_challenge_of_ours_stands_in_the_options_and_in_the_state() {
        var random = new byte[32];
        var (options, state) = OwnChallenge.Put(
            Challenge, $$"""{"challenge":"{{System.Buffers.Text.Base64Url.EncodeToString(random)}}","rpId":"x"}""", $$"""{"challenge":"{{Convert.ToBase64String(random)}}","userId":"u"}""");
        Assert.Equal($$"""{"challenge":"{{System.Buffers.Text.Base64Url.EncodeToString(Challenge)}}","rpId":"x"}""", options);
        Assert.Equal(Convert.ToBase64String(Challenge), System.Text.Json.JsonElement.Parse(state).GetProperty("challenge").GetString());
    }

    [Theory]
    [InlineData("""{"challenge":"AAAA"}""", """{"challenge":"AAAA"}""")]
    [InlineData("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", """{"Challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    [InlineData("""{"challenge":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}""", """{"challenge":"BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    [InlineData("{}", "{}")]
    public void Another_form_is_refused_instead_of_signed(string options, string state) =>
        Assert.Throws<InvalidOperationException>(() => OwnChallenge.Put(Challenge, options, state));
}
