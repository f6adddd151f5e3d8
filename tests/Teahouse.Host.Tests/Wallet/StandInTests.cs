using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>In the sandbox, and there only, the password of the house stands in for whoever has no payment passkey.</summary>
public sealed class StandInTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Without_a_passkey_the_password_confirms_what_was_asked_once(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var (mei, wallet) = await Of(house, "mei", 1_000);
        await house.Register("li");
        var key = Guid.NewGuid();
        var asked = (await wallet.AskToPay(key, "li", 100)).Is(403, "confirmationNeeded");
        Assert.Equal(JsonValueKind.Null, asked.Json.GetProperty("options").ValueKind);
        Assert.Equal("@li:localhost", asked.Json.GetProperty("confirms").GetProperty("to").GetProperty("userId").GetString());
        (await wallet.AskToPay(key, "li", 100, proof: new { ceremony = asked.Text("ceremony"), password = mei.Password + "x" })).Is(403, "passwordRefused");
        (await wallet.AskToPay(key, "li", 100, proof: mei.With(asked))).Is(400, "ceremonyExpired");
        (await wallet.AskToPay(key, "li", 101, proof: mei.With(await wallet.AskToPay(key, "li", 100)))).Is(400, "ceremonyExpired");
        (await wallet.AskToPay(key, "li", 100, proof: new { ceremony = (await wallet.AskToPay(key, "li", 100)).Text("ceremony") })).Is(403, "passwordRefused");
        Assert.Equal(1_000, await wallet.Has());
        (await wallet.AskToPay(key, "li", 100, proof: mei.With(await wallet.AskToPay(key, "li", 100)))).Is(200);
        Assert.Equal(900, await wallet.Has());

        using var phone = new CodePhone();
        var started = (await wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = phone.PublicKey })).Is(200);
        Assert.Equal(JsonValueKind.Null, started.Json.GetProperty("options").ValueKind);
        (await wallet.Send("POST", "/pay/v1/code-phone/finish", phone.Finish(started.Json, mei.Password))).Is(200);
        await phone.Fill(wallet);
        using var wang = await Payer.With(house, "wang", 0);
        await house.Verify(wang, "Noodles");
        (await wang.Wallet.Charge(phone.Digits(), 200)).Is(201);
        Assert.Equal(700, await wallet.Has());
        await house.Audit();
    }

    [Fact]
    public async Task The_first_passkey_ends_it_also_for_what_was_asked_before() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var (mei, wallet) = await Of(house, "mei", 1_000);
        await house.Register("li");
        var key = Guid.NewGuid();
        var asked = (await wallet.AskToPay(key, "li", 100)).Is(403, "confirmationNeeded");
        using var phone = mei.PaymentPasskey();
        await wallet.Add(phone);
        (await wallet.AskToPay(key, "li", 100, proof: mei.With(asked))).Is(403, "passkeyRefused");
        var anew = (await wallet.AskToPay(key, "li", 100)).Is(403, "confirmationNeeded");
        (await wallet.AskToPay(key, "li", 100, proof: mei.With(anew))).Is(403, "passkeyRefused");
        Assert.Equal(1_000, await wallet.Has());
        (await wallet.AskToPay(key, "li", 100, proof: (await wallet.AskToPay(key, "li", 100)).Proof(phone))).Is(200);
    }

    [Theory]
    [InlineData("closed-loop")]
    [InlineData("mutual-credit")]
    [InlineData("licensed-partner")]
    public async Task Where_money_is_money_nothing_stands_in(string regime) {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite, regime: regime);
        var mei = await house.Register("mei");
        var wallet = await mei.OpenWallet();
        using var phone = new CodePhone();
        (await wallet.Send("POST", "/pay/v1/code-phone/start", new { publicKey = phone.PublicKey })).Is(403, "paymentPasskeyMissing");
        (await wallet.Send("POST", "/pay/v1/freeze-code", new { })).Is(403, "paymentPasskeyMissing");
        (await wallet.Send("POST", "/pay/v1/freeze-code", new { proof = new { ceremony = "x", password = mei.Password } })).Is(400, "ceremonyExpired");
    }

    private static async Task<(Caller Chat, Caller Wallet)> Of(WalletHouse house, string handle, long minor) {
        var chat = await house.Register(handle);
        var wallet = await chat.OpenWallet();
        (await wallet.Play(Guid.NewGuid(), minor)).Is(200);
        return (chat, wallet);
    }
}

file static class StandInWords {
    /// <summary>The password of somebody, for a question.</summary>
    public static object With(this Caller caller, Heard asked) => new { ceremony = asked.Text("ceremony"), password = caller.Password };
}
