using Teahouse.Storage;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Whatever is wrong with a request to the wallet is said in one form.</summary>
public sealed class PayProblemsTests {
    [Fact]
    public async Task What_is_wrong_with_a_request_is_a_problem_with_a_name() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var nobody = house.Nobody;
        (await nobody.Send("GET", "/pay/v1/teapot")).Is(404, "notFound");
        (await nobody.Send("GET", "/pay/v1")).Is(404, "notFound");
        (await nobody.Send("POST", "/pay/v1/%2e%2e/_matrix", "{}")).Is(404, "notFound");
        (await nobody.Send("PUT", "/pay/v1/sign-in/link", "{}")).Is(405, "notFound");
        (await nobody.Send("DELETE", "/PAY/V1/SIGN-IN/LINK")).Is(405, "notFound");
        foreach (var body in new[] { "", "{", "[]", "null", "7", "{}", """{"token":7}""", """{"token":null}""", """{"token":"x","more":1}""", """{"token":"x","token":"y"}""", """{"token":"x","name":"\u0000"}""", """{"token":"\ud800"}""",
            $$"""{"token":"x","name":"{{new string('n', 201)}}"}""", new string('[', 70) }) {
            (await nobody.Send("POST", "/pay/v1/sign-in/link", body)).Is(400, "malformed");
        }
        (await nobody.Send("POST", "/pay/v1/sign-in/link", $$"""{"token":"{{new string('x', 70_000)}}"}""")).Is(413, "tooLarge");
        (await nobody.Send("POST", "/pay/v1/sign-in/link", new { token = new string('x', 10_000) })).Is(403, "linkUsedOrExpired");
        (await nobody.Send("POST", "/pay/v1/sign-in/link", new { token = "\0" })).Is(403, "linkUsedOrExpired");
        (await nobody.Send("POST", "/pay/v1/sign-in/passkey/finish", new { ceremony = "\0", credential = new { } })).Is(400, "ceremonyExpired");
        (await (nobody with { Token = new string('x', 5_000) }).Send("GET", "/pay/v1/session")).Is(401, "tokenUnknown");
        var wallet = await (await house.Register("mei")).OpenWallet();
        (await wallet.Send("DELETE", "/pay/v1/sessions/%01")).Is(404, "notFound");
        (await wallet.Send("POST", "/pay/v1/passkeys/%01/remove", "{}")).Is(404, "notFound");
        foreach (var origin in new[] { house.House.Address.GetLeftPart(UriPartial.Authority), "http://pay.localhost", "null" }) {
            (await wallet.Send("GET", "/pay/v1/session", null, ("Origin", origin))).Is(403, "forbidden");
        }
        (await wallet.Send("GET", "/pay/v1/session", null, ("Origin", $"http://pay.localhost:{house.House.Address.Port}"))).Is(200);
    }
}
