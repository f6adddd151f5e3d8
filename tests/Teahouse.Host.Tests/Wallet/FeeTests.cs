using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Disputes;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What a payee leaves to the house: with what is for good and never else, shown to the payee and to nobody else, and given back with what they give back.</summary>
public sealed class FeeTests {
    private const string Percent = "0.6";
    private const long Ago = 180_001;

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_payment_at_once_leaves_the_fee_and_the_payer_sees_nothing_of_it(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: Percent);
        var (mei, phone, wang) = await house.Scene("levy", verified: true);
        using (mei) using (phone) using (wang) {
            Assert.Equal(60, (await house.Nobody.Send("GET", "/pay/v1/house")).Is(200).Json.GetProperty("payeeFee").GetInt64());
            var key = Guid.NewGuid();
            var code = phone.Qr();
            var paid = (await wang.Wallet.Charge(code, 1_000, key: key)).Is(201);
            Assert.Equal(paid.Body, (await wang.Wallet.Charge(code, 1_000, key: key)).Is(201).Body);
            Assert.Equal((9_000, 994, 6), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            Assert.Equal([("fee", -6L, 994L, null), ("code", 1_000L, 1_000L, null)], await wang.Wallet.Moved());
            Assert.Equal([("fee", -6L, 994L, null)], await wang.Wallet.Moved("?kind=fee"));
            var newest = (await wang.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0];
            Assert.Equal((paid.Text("id"), JsonValueKind.Null), (newest.GetProperty("payment").GetString(), newest.GetProperty("face").ValueKind));
            foreach (var path in new[] { "history", $"payments/{paid.Text("id")}" }) Assert.DoesNotContain("\"fee\"", (await mei.Wallet.Send("GET", $"/pay/v1/{path}")).Is(200).Body, StringComparison.OrdinalIgnoreCase);
            Assert.Equal((6L, null, null), (Fee(await Receipt(wang, 1)), Fee(await Receipt(wang, 2)), Fee(await Receipt(mei, 2))));
            Assert.Equal((paid.Text("receipt"), "nothing"), ((await Receipt(wang, 2)).Text("paidReceipt"), (await Receipt(wang, 2)).Text("learned")));
            Assert.Equal(["code 1000 0 1", "fee 0 6 1"], await MonthKinds(wang));
            foreach (var number in new[] { 1, 2 }) (await wang.Wallet.Send("GET", $"/pay/v1/receipts/{number}/receipt.pdf?lang=zh")).Is(200);
            // So little that the fee of it is nothing: a payment without one. And nothing else has a fee.
            await house.Later(mei, Ago);
            (await wang.Wallet.Charge(phone.Qr(), 83)).Is(201);
            (await mei.Pay(Guid.NewGuid(), "wang-levy", 1_000)).Is(200);
            Assert.Equal((2_077, 6), (await wang.Wallet.Has(), await Fees(house)));
            await house.Audit();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_leaves_its_fee_when_it_is_for_good_and_none_when_it_is_undone(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: Percent);
        var (mei, phone, wang) = await house.Scene("levy");
        using (mei) using (phone) using (wang) {
            var undone = (await wang.Wallet.Charge(phone.Qr(), 2_000)).Is(201);
            Assert.Equal("held", undone.Text("state"));
            (await wang.Wallet.Refund(undone.Text("id"), 2_000)).Is(200);
            Assert.Equal((10_000, 0, 0), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            await house.Later(mei, Ago);
            var held = (await wang.Wallet.Charge(phone.Qr(), 3_000)).Is(201);
            Assert.Equal(("held", 0), (held.Text("state"), await Fees(house)));
            // A payee whose wallet was frozen meanwhile is paid all the same, and leaves the fee.
            (await wang.Wallet.Send("POST", "/pay/v1/freeze")).Is(200);
            await house.TenMinutesLater(mei);
            await house.Settle();
            Assert.Equal((7_000, 2_982, 18), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            Assert.Equal([("fee", -18L), ("code", 3_000L)], (await wang.Wallet.Moved()).Select(m => (m.Kind, m.Moved)));
            // Known by now, and frozen: at once.
            await house.Later(mei, Ago);
            Assert.Equal("paid", (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("state"));
            Assert.Equal((3_976, 24), (await wang.Wallet.Has(), await Fees(house)));
            await house.Audit();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_poster_leaves_the_fee_as_it_was_when_it_was_paid(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: "5");
        using var mei = await Payer.With(house, "mei", 10_000);
        using var wang = await Payer.With(house, "wang", 0);
        var poster = (await wang.Wallet.MakePoster()).Is(200).Text("id");
        (await mei.PayPoster(poster, 700, hold: true)).Is(200);
        Assert.Equal(0, await Fees(house));
        // Whoever goes on with it takes what was published when it was paid, and not its own.
        await house.Later(mei, 600_000);
        await using (var beside = await house.Beside(payeeFee: "0.6")) await beside.Settle();
        Assert.Equal((9_300, 665, 35), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
        var paid = (await mei.PayPoster(poster, 100)).Is(200).Text("id");
        Assert.Equal((9_200, 760, 40), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
        Assert.Equal([("fee", -5L), ("poster", 100L), ("fee", -35L), ("poster", 700L)], (await wang.Wallet.Moved()).Select(m => (m.Kind, m.Moved)));
        (await wang.Wallet.Refund(paid, 100)).Is(200);
        Assert.Equal((9_300, 665, 35), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Money_back_brings_the_fee_back_in_its_parts_and_all_of_it_in_the_end(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: Percent);
        var (mei, phone, wang) = await house.Scene("levy", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            var key = Guid.NewGuid();
            for (var i = 0; i < 2; i++) (await wang.Wallet.Refund(paid, 500, key)).Is(200);
            Assert.Equal((9_500, 497, 3), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            Assert.Equal([("refund", -500L), ("feeBack", 3L), ("fee", -6L), ("code", 1_000L)], (await wang.Wallet.Moved()).Select(m => (m.Kind, m.Moved)));
            Assert.Equal((6L, null, 3L), (Fee(await Receipt(wang, 1)), Fee(await Receipt(wang, 3)), Fee(await Receipt(wang, 4))));
            Assert.Null(Fee(await Receipt(mei, 3)));
            // Several at once: each is looked at anew, until nothing is left.
            var parts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => wang.Wallet.Refund(paid, 125)));
            for (var left = parts.Count(p => p.Is(p.Status == 200 ? 200 : 503).Status != 200); left > 0; left--) (await wang.Wallet.Refund(paid, 125)).Is(200);
            (await wang.Wallet.Refund(paid, 1)).Is(409, "refundTooMuch");
            Assert.Equal((10_000, 0, 0), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            Assert.Equal(["code 1000 0 1", "refund 0 1000 5", "fee 6 6 " + await house.Count("SELECT count(*) FROM pay_transfer WHERE kind = 4")], await MonthKinds(wang));
            // Who has not so much gives nothing back, and the house keeps what it has.
            await house.Later(mei, Ago);
            var spent = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            (await wang.Pay(Guid.NewGuid(), "mei-levy", 994)).Is(200);
            (await wang.Wallet.Refund(spent, 1_000)).Is(409, "fundsInsufficient");
            Assert.Equal((10_994 - 1_000, 0, 6), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            (await wang.Wallet.Play(Guid.NewGuid(), 994)).Is(200);
            (await wang.Wallet.Refund(spent, 1_000)).Is(200);
            Assert.Equal((0, 0), (await wang.Wallet.Has(), await Fees(house)));
            await house.Audit();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_the_house_decides_to_give_back_brings_its_part_of_the_fee_back(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: Percent);
        var (mei, phone, wang) = await house.Scene("levy", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            var dispute = (await mei.Wallet.Send("POST", $"/pay/v1/payments/{paid}/dispute", new { reason = "notReceived", words = "Nothing came." })).Is(200).Text("id");
            (await wang.Wallet.Send("POST", $"/pay/v1/disputes/{dispute}/answer", new { words = "Half of it." })).Is(200);
            Assert.Null(await new DisputeOperator(house.House.Database, TimeProvider.System).Decide(dispute, "5.00", "Half.", Stop));
            await house.Change("UPDATE pay_refund SET at = at - 10000 WHERE state = 1");
            await house.Settle();
            Assert.Equal((9_500, 497, 3), (await mei.Wallet.Has(), await wang.Wallet.Has(), await Fees(house)));
            await house.Audit();
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_payees_statement_has_the_fee_and_its_balances_match(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, payeeFee: Percent);
        var (mei, phone, wang) = await house.Scene("levy", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201).Text("id");
            (await wang.Wallet.Refund(paid, 500)).Is(200);
            var today = "from=2020-01-01&to=2020-12-31".Replace("2020", DateTimeOffset.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
            var table = (await wang.Wallet.Send("GET", $"/pay/v1/statements/csv?{today}&lang=zh")).Is(200).Body.Split("\r\n").Select(line => line.Split(',')).ToList();
            Assert.Equal(["付款 10.00  10.00", "茶馆手续费  0.06 9.94", "手续费退回 0.03  9.97", "退款  5.00 4.97"], table[2..^2].Select(c => $"{c[2]} {c[5]} {c[6]} {c[7]}"));
            Assert.Equal("4.97", table[^2][7]);
            var file = (await wang.Wallet.Send("GET", $"/pay/v1/statements/camt053?{today}")).Is(200).Body;
            Assert.Contains("<Cd>feeBack</Cd>", file, StringComparison.Ordinal);
            Assert.Equal(497, await wang.Wallet.Has());
        }
    }

    private static Task<long> Fees(WalletHouse house) => house.Count("SELECT COALESCE((SELECT balance FROM pay_entry WHERE account = 15603 ORDER BY number DESC LIMIT 1), 0)");

    private static async Task<Heard> Receipt(Payer payer, int number) => (await payer.Wallet.Send("GET", $"/pay/v1/receipts/{number}")).Is(200);

    private static long? Fee(Heard receipt) => receipt.Json.GetProperty("fee") is { ValueKind: JsonValueKind.Object } fee ? fee.GetProperty("minor").GetInt64() : null;

    private static async Task<IEnumerable<string>> MonthKinds(Payer payer) {
        var month = (await payer.Wallet.Send("GET", $"/pay/v1/months/{TimeProvider.System.GetLocalNow():yyyy-MM}")).Is(200).Json;
        return month.GetProperty("kinds").EnumerateArray().Select(k =>
            $"{k.GetProperty("kind").GetString()} {k.GetProperty("in").GetProperty("minor").GetInt64()} {k.GetProperty("out").GetProperty("minor").GetInt64()} {k.GetProperty("count").GetInt64()}");
    }
}
