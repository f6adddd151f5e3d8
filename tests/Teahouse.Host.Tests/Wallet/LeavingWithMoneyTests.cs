using Microsoft.Extensions.DependencyInjection;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Wallet;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Who closes their account takes their money out all the same, and nothing else is done with it in their name.</summary>
public sealed class LeavingWithMoneyTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_payment_passkey_opens_a_wallet_that_holds_money_after_its_owner_has_left_to_take_that_out(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 1_000);
        var room = await mei.Chat.RoomWith(li.Chat);
        var key = Guid.NewGuid();
        (await li.Pay(key, "mei", 1)).Is(200);
        Assert.True((await li.Chat.Do("GET", Find)).GetProperty("has_money").GetBoolean());
        await WalletHouse.Leave(li.Chat);
        (await li.Wallet.Send("GET", "/pay/v1/balances")).Is(401, "tokenUnknown");

        var left = await li.OpensAgain();
        Assert.Equal("takeOut", (await left.Wallet.Send("GET", "/pay/v1/session")).Is(200).Text("scope"));
        Assert.Equal("@li:localhost", (await left.Wallet.Send("GET", "/pay/v1/me")).Is(200).Text("userId"));
        Assert.Equal(999, await left.Wallet.Has());
        Assert.Equal(2, (await left.Wallet.Moved()).Count());
        foreach (var path in (string[])["history", "passkeys", "sessions", "freeze", "money-out", "months/2026-11"]) (await left.Wallet.Send("GET", $"/pay/v1/{path}")).Is(200);
        foreach (var (method, path) in new[] { ("GET", "code-phone"), ("GET", "tallies"), ("GET", "charges"), ("GET", "posters"), ("GET", "limits"), ("POST", "sessions/till"), ("POST", "freeze-code"), ("POST", "passkeys/add/start") }) {
            (await left.Wallet.Send(method, $"/pay/v1/{path}", method == "POST" ? new { } : null)).Is(403, "scopeTooSmall");
        }
        (await left.Wallet.Once("/pay/v1/cards", Guid.NewGuid(), new { room, kind = "transfer", amount = new { minor = 1, currency = "CNY" }, to = "mei" })).Is(403, "scopeTooSmall");
        (await left.Wallet.Play(Guid.NewGuid(), 1)).Is(403, "scopeTooSmall");
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(404, "payeeUnknown");

        (await left.Pay(Guid.NewGuid(), "mei", 99)).Is(200);
        await Forget(house);
        Assert.Equal(1, await house.Count("SELECT count(*) FROM pay_left"));
        (await TakeOut(left, 900)).Is(200);
        Assert.Equal((100, 0), (await mei.Wallet.Has(), await left.Wallet.Has()));
        await Forget(house);
        (await left.Wallet.Send("GET", "/pay/v1/me")).Is(401, "tokenUnknown");
        (await li.Chat.TryPasskey(li.Device)).Is(403, "passkeyRefused");
        Assert.Equal((0, 1, 1), (await house.Count("SELECT count(*) FROM pay_left"), await house.Count("SELECT count(*) FROM pay_passkey"), await house.Count("SELECT count(*) FROM pay_wallet")));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_on_its_way_when_its_owner_leaves_comes_back_to_a_wallet_that_opens(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 100);
        var room = await mei.Chat.RoomWith(li.Chat);
        var wanted = new { room, kind = "transfer", amount = new { minor = 100, currency = "CNY" }, to = "mei" };
        var key = Guid.NewGuid();
        var asked = (await li.Wallet.Once("/pay/v1/cards", key, wanted)).Is(403, "confirmationNeeded");
        var card = (await li.Wallet.Once("/pay/v1/cards", key, new { wanted.room, wanted.kind, wanted.amount, wanted.to, proof = asked.Proof(li.Device) })).Is(200).Text("card");
        Assert.Equal(0, await li.Wallet.Has());
        (await li.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
        await WalletHouse.Leave(li.Chat);
        await mei.Chat.Do("POST", $"/_matrix/client/unstable/org.teahouse/pay/cards/{card}/decline", new { });
        var left = await li.OpensAgain();
        await house.Until(() => left.Wallet.Has(), 100);
        // The freeze that they asked for themselves still stands in the way, and they take it away.
        (await TakeOut(left, 100)).Is(409, "walletFrozen");
        var thaw = (await left.Wallet.Send("POST", "/pay/v1/unfreeze", new { })).Is(403, "confirmationNeeded");
        (await left.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = thaw.Proof(li.Device) })).Is(200);
        (await TakeOut(left, 100)).Is(200);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Nobody_leaves_money_behind_that_nothing_would_open(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 10);
        var li = await house.Register("li");
        (await mei.Pay(Guid.NewGuid(), "li", 10)).Is(200);
        var refused = (await li.Send("POST", "/_matrix/client/v3/account/deactivate", new { auth = li.Proof })).Is(409);
        Assert.Equal("ORG.TEAHOUSE.MONEY_UNREACHABLE", refused.Code);
        Assert.Equal((true, false), ((await li.Do("GET", Find)).GetProperty("has_money").GetBoolean(), (await li.Do("GET", Find)).GetProperty("has_passkey").GetBoolean()));
        using var device = li.PaymentPasskey();
        await (await li.OpenWallet()).Add(device);
        await WalletHouse.Leave(li);
        Assert.Equal(10, await (await li.OpenByPasskey(device)).Has());
        // Nothing is in it: everything is forgotten at once.
        Assert.False((await mei.Chat.Do("GET", Find)).GetProperty("has_money").GetBoolean());
        await WalletHouse.Leave(mei.Chat);
        (await mei.Chat.TryPasskey(mei.Device)).Is(403, "passkeyRefused");
    }

    private const string Find = "/_matrix/client/unstable/org.teahouse/wallet";

    private static Task Forget(WalletHouse house) => house.House.Services.GetRequiredService<ForgetWhoLeft>().Look(TestContext.Current.CancellationToken);

    private static async Task<Heard> TakeOut(Payer payer, long minor) {
        var (key, amount) = (Guid.NewGuid(), new { minor, currency = "CNY" });
        var asked = await payer.Wallet.Once("/pay/v1/money-out", key, new { amount });
        return asked.Code == "confirmationNeeded" ? await payer.Wallet.Once("/pay/v1/money-out", key, new { amount, proof = asked.Proof(payer.Device) }) : asked;
    }
}
