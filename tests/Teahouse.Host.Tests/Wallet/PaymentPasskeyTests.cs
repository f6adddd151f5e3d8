using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Payment passkeys: who makes and removes them.</summary>
public sealed class PaymentPasskeyTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_further_passkey_is_confirmed_by_one_that_there_is_and_the_last_one_stays(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        using var old = mei.PaymentPasskey();
        using var renewed = mei.PaymentPasskey();
        var wallet = await mei.OpenWallet();
        var first = await wallet.Add(old);
        (await wallet.Send("POST", $"/pay/v1/passkeys/{first}/remove", new { })).Is(409, "lastPaymentPasskey");
        (await wallet.StartAdding(new { ceremony = "x", credential = new { } })).Is(400, "ceremonyExpired");
        using var unknown = mei.PaymentPasskey();
        unknown.Create(JsonElement.Parse("""{"user":{"id":"eA"},"challenge":"eA"}"""));
        (await wallet.StartAdding((await wallet.StartAdding()).Proof(unknown))).Is(403, "passkeyRefused");
        var second = await wallet.Add(renewed, by: old);
        Assert.Equal([first, second], (await wallet.Send("GET", "/pay/v1/passkeys")).Json.EnumerateArray().Select(p => p.GetProperty("id").GetString()));

        var onOld = await mei.OpenByPasskey(old);
        var tillOfOld = onOld with { Token = (await onOld.Send("POST", "/pay/v1/sessions/till", new { name = "stall" })).Is(200).Text("token") };
        var onNew = await mei.OpenByPasskey(renewed);
        var asked = (await onNew.Send("POST", $"/pay/v1/passkeys/{first}/remove", new { })).Is(403, "confirmationNeeded");
        (await onNew.Send("POST", $"/pay/v1/passkeys/{first}/remove", new { proof = asked.Proof(renewed) })).Is(204);
        Assert.False(await onOld.IsOpen());
        Assert.False(await tillOfOld.IsOpen());
        Assert.True(await onNew.IsOpen());
        Assert.True(await wallet.IsOpen());
        (await mei.TryPasskey(old)).Is(403, "passkeyRefused");
        (await onNew.Send("POST", $"/pay/v1/passkeys/{first}/remove", new { })).Is(404, "notFound");
        (await onNew.Send("POST", $"/pay/v1/passkeys/{second}/remove", new { })).Is(409, "lastPaymentPasskey");
    }

    [Fact]
    public async Task Somebody_elses_passkey_confirms_nothing() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var (mei, fox) = (await house.Register("mei"), await house.Register("fox"));
        using var meis = mei.PaymentPasskey();
        using var foxs = fox.PaymentPasskey();
        var wallet = await mei.OpenWallet();
        await wallet.Add(meis);
        var theirs = await fox.OpenWallet();
        await theirs.Add(foxs);
        (await wallet.StartAdding((await wallet.StartAdding()).Proof(foxs))).Is(403, "passkeyRefused");
        // Nor does a confirmation of one's own at another's wallet, or for something else.
        (await wallet.StartAdding((await theirs.StartAdding()).Proof(foxs))).Is(400, "ceremonyExpired");
        var asked = (await wallet.StartAdding()).Is(403, "confirmationNeeded");
        await wallet.Add(mei.PaymentPasskey(), by: meis);
        var id = (await wallet.Send("GET", "/pay/v1/passkeys")).Json[0].GetProperty("id").GetString();
        (await wallet.Send("POST", $"/pay/v1/passkeys/{id}/remove", new { proof = asked.Proof(meis) })).Is(400, "ceremonyExpired");
        (await theirs.Send("POST", $"/pay/v1/passkeys/{id}/remove", new { })).Is(404, "notFound");
        Assert.Equal(2, (await wallet.Send("GET", "/pay/v1/passkeys")).Json.GetArrayLength());
    }

    [Fact]
    public async Task The_first_one_is_made_soon_after_the_sign_in() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        var mei = await house.Register("mei");
        var wallet = await mei.OpenWallet();
        await house.Change("UPDATE pay_session SET created_at = created_at - 700000");
        (await wallet.StartAdding()).Is(403, "signInTooOld");
        using var phone = mei.PaymentPasskey();
        await (await mei.OpenWallet()).Add(phone);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_who_make_the_first_one_at_once_one_does_and_the_other_is_out(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var mei = await house.Register("mei");
        using var owners = mei.PaymentPasskey();
        using var thiefs = mei.PaymentPasskey();
        var (wallet, thief) = (await mei.OpenWallet(), await mei.OpenWallet());
        var (one, other) = (await wallet.StartAdding(), await thief.StartAdding());
        var heard = await Task.WhenAll(wallet.FinishAdding(one, owners), thief.FinishAdding(other, thiefs));
        Assert.Single(heard, h => h.Status == 200);
        Assert.Equal(1, await house.Count("SELECT count(*) FROM pay_passkey"));
        Assert.Equal(1, await house.Count("SELECT count(*) FROM pay_session"));

        // Nor is a second one made by who began when there was none.
        var again = heard[0].Status == 200 ? wallet : thief;
        var (li, kettle) = (await house.Register("li"), await house.Register("kettle"));
        using var a = li.PaymentPasskey();
        using var b = li.PaymentPasskey();
        var lis = await li.OpenWallet();
        var (first, second) = (await lis.StartAdding(), await lis.StartAdding());
        (await lis.FinishAdding(first.Is(200), a)).Is(200);
        (await lis.FinishAdding(second.Is(200), b)).Is(403, "passkeyRefused");
        (await (await kettle.OpenWallet()).FinishAdding(second, b)).Is(400, "ceremonyExpired");
        Assert.True(await again.IsOpen());
    }
}
