using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Notes at a cash desk: whoever hands them over gets the desk's own money, within the day's limit.</summary>
public sealed class CashTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_hands_notes_over_has_as_much_at_once_and_both_see_a_face(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: "closed-loop");
        using var desk = await Payer.With(house, "wang", 0);
        using var mei = await Payer.With(house, "mei", 0);
        await house.Verify(desk, "Noodles");
        await house.PayIn(desk, 10_000);
        Assert.Equal((null, null), await desk.Desk());
        await house.MakeDesk(desk, "50");
        Assert.Equal((5_000, 5_000), await desk.Desk());
        Assert.Equal((null, null), await mei.Desk());

        var (key, reference) = (Guid.NewGuid(), await mei.Reference());
        var asked = await desk.Wallet.AskCashIn(key, reference, 3_000);
        var to = asked.Is(403, "confirmationNeeded").Json.GetProperty("confirms").GetProperty("to");
        Assert.Equal((JsonValueKind.Null, false), (to.GetProperty("name").ValueKind, to.GetProperty("verified").GetBoolean()));
        Assert.DoesNotContain("mei", asked.Body, StringComparison.Ordinal);
        var done = (await desk.Wallet.AskCashIn(key, reference, 3_000, asked.Proof(desk.Device))).Is(200);
        Assert.Equal(done.Body, (await desk.Wallet.AskCashIn(key, reference, 3_000)).Is(200).Body);
        (await desk.Wallet.AskCashIn(key, reference, 2_999)).Is(409, "idUsedOtherwise");
        (await desk.CashIn(Guid.NewGuid(), "@mei:localhost", 500)).Is(200);
        Assert.Equal((3_500, 6_500), (await mei.Wallet.Has(), await desk.Wallet.Has()));
        Assert.Equal((5_000, 1_500), await desk.Desk());

        var got = (await mei.Wallet.Send("GET", "/pay/v1/history?kind=cash")).Is(200).Json.GetProperty("movements")[1];
        Assert.Equal(("cash", 3_000, "Noodles"), (got.GetProperty("kind").GetString(), got.GetProperty("moved").GetProperty("minor").GetInt64(), got.GetProperty("face").GetProperty("name").GetString()));
        var given = (await desk.Wallet.Send("GET", "/pay/v1/history?kind=cash")).Is(200);
        Assert.DoesNotContain("mei", given.Body, StringComparison.Ordinal);
        Assert.Equal(to.GetProperty("avatar").GetString(), given.Json.GetProperty("movements")[1].GetProperty("face").GetProperty("avatar").GetString());
        Assert.Equal("payee", (await mei.Wallet.Send("GET", "/pay/v1/receipts/1")).Is(200).Text("learned"));
        Assert.StartsWith("%PDF-", (await mei.Wallet.Send("GET", "/pay/v1/receipts/1/receipt.pdf")).Is(200).Body, StringComparison.Ordinal);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_desk_takes_in_so_much_in_a_day_and_what_did_not_move_is_not_counted(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var desk = await Payer.With(house, "wang", 10_000);
        using var mei = await Payer.With(house, "mei", 0);
        await house.Verify(desk, "Noodles");
        await house.MakeDesk(desk, "10.00");
        (await desk.CashIn(Guid.NewGuid(), "mei", 1_001)).Is(409, "cashDayLimit");
        // Two at once that are too much together: asked before either has moved.
        var (one, two) = (Guid.NewGuid(), Guid.NewGuid());
        var (first, second) = (await desk.Wallet.AskCashIn(one, "mei", 600), await desk.Wallet.AskCashIn(two, "mei", 600));
        var heard = await Task.WhenAll(desk.Wallet.AskCashIn(one, "mei", 600, first.Proof(desk.Device)), desk.Wallet.AskCashIn(two, "mei", 600, second.Proof(desk.Device)));
        // A passkey counts what it signs: an answer that is overtaken by a later one may be refused for that, before the limit is.
        var refused = Assert.Single(heard, h => h.Status != 200);
        Assert.True(refused.Code is "cashDayLimit" or "passkeyRefused", refused.Body);
        Assert.Equal((600, 400), (await mei.Wallet.Has(), (await desk.Desk()).Left));
        // Less than the desk has when it is asked, and more when it is confirmed.
        var key = Guid.NewGuid();
        var late = (await desk.Wallet.AskCashIn(key, "mei", 400)).Is(403, "confirmationNeeded");
        (await desk.Pay(Guid.NewGuid(), "mei", 9_100)).Is(200);
        (await desk.Wallet.AskCashIn(key, "mei", 400, late.Proof(desk.Device))).Is(409, "fundsInsufficient");
        Assert.Equal(400, (await desk.Desk()).Left);
        var last = Guid.NewGuid();
        (await desk.CashIn(last, "mei", 300)).Is(200);
        // Yesterday is not counted today.
        await house.Change("UPDATE pay_payee SET cash_day = cash_day - 1");
        Assert.Equal(1_000, (await desk.Desk()).Left);
        await house.MakeDesk(desk, null);
        (await desk.CashIn(Guid.NewGuid(), "mei", 1)).Is(403, "notCashDesk");
        // What was done is not said to be undone, and an old key is no way to try references.
        (await desk.CashIn(last, "mei", 300)).Is(200);
        foreach (var to in new[] { "nobody", "wang-who-is-not", "@mei:elsewhere" }) (await desk.CashIn(last, to, 300)).Is(409, "idUsedOtherwise");
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_no_cash_in_is_refused_by_its_name_and_nothing_moves(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: "licensed-partner");
        using var desk = await Payer.With(house, "wang", 0);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(desk, 10_000);
        var (own, hers) = (await desk.Reference(), await mei.Reference());
        // Nobody makes themselves a desk, and who is verified is none yet.
        (await desk.CashIn(Guid.NewGuid(), "mei", 100)).Is(403, "notCashDesk");
        await house.Verify(desk, "Noodles");
        (await desk.CashIn(Guid.NewGuid(), hers, 100)).Is(403, "notCashDesk");
        await house.MakeDesk(desk, "200");
        (await mei.CashIn(Guid.NewGuid(), "wang", 100)).Is(403, "notCashDesk");
        foreach (var to in new[] { "nobody", "", "RF", "RF00000000000000", $"{hers} {own}", hers[..^1] + (hers[^1] == '0' ? '1' : '0') }) (await desk.CashIn(Guid.NewGuid(), to, 100)).Is(404, "payeeUnknown");
        foreach (var to in new[] { "wang", own, $"{own[..4]} {own[4..]}".ToLowerInvariant() }) (await desk.CashIn(Guid.NewGuid(), to, 100)).Is(400, "payeeIsSelf");
        foreach (var minor in new[] { 0, -1, long.MinValue }) (await desk.CashIn(Guid.NewGuid(), "mei", minor)).Is(400, "amountInvalid");
        (await desk.Wallet.Once("/pay/v1/cash", Guid.NewGuid(), new { to = "mei", amount = new { minor = 1, currency = "EUR" } })).Is(400, "currencyUnknown");
        (await desk.CashIn(Guid.NewGuid(), "mei", 10_001)).Is(409, "fundsInsufficient");
        // A proof is good for the person and amount that were shown.
        var key = Guid.NewGuid();
        var asked = await desk.Wallet.AskCashIn(key, hers, 100);
        (await desk.Wallet.AskCashIn(key, hers, 101, asked.Proof(desk.Device))).Is(400, "ceremonyExpired");
        (await desk.Wallet.Send("POST", "/pay/v1/freeze", new { })).Is(200);
        (await desk.CashIn(Guid.NewGuid(), "mei", 100)).Is(409, "walletFrozen");
        Assert.Equal((10_000, 0, 20_000), (await desk.Wallet.Has(), await mei.Wallet.Has(), (await desk.Desk()).Left));
        await house.Audit();
    }
}

/// <summary>What is asked at a cash desk, in few words.</summary>
internal static class CashWords {
    public static Task<Heard> AskCashIn(this Caller wallet, Guid key, string to, long minor, object? proof = null) =>
        wallet.Once("/pay/v1/cash", key, new { to, amount = new { minor, currency = "CNY" }, proof });

    /// <summary>Pays notes in, and confirms it where that is asked.</summary>
    public static async Task<Heard> CashIn(this Payer desk, Guid key, string to, long minor) {
        var heard = await desk.Wallet.AskCashIn(key, to, minor);
        return heard.Code == "confirmationNeeded" ? await desk.Wallet.AskCashIn(key, to, minor, heard.Proof(desk.Device)) : heard;
    }

    /// <summary>How much somebody takes in in a day, and how much of it is left.</summary>
    public static async Task<(long? Limit, long? Left)> Desk(this Payer payer) {
        var told = (await payer.Wallet.Send("GET", "/pay/v1/cash")).Is(200).Json;
        return (Minor("limit"), Minor("left"));

        long? Minor(string name) => told.GetProperty(name) is { ValueKind: JsonValueKind.Object } amount ? amount.GetProperty("minor").GetInt64() : null;
    }
}
