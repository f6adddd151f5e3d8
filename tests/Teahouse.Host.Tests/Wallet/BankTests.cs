using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Money between a wallet and a bank: in by a statement, once; out by a file, once; and back where it did not arrive.</summary>
public sealed class BankTests {
    private const string House = "licensed-partner";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_somebody_pays_in_is_theirs_by_its_reference_and_once(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        using var li = await Payer.With(house, "li", 0);
        var way = (await mei.Wallet.WayIn()).Is(200);
        Assert.Equal((TownBank.Iban, "Teahouse Town", "CNY"), (way.Json.GetProperty("account").GetProperty("iban").GetString(), way.Json.GetProperty("account").GetProperty("name").GetString(), way.Text("currency")));
        Assert.Equal(way.Body, (await mei.Wallet.WayIn()).Is(200).Body);
        Assert.NotEqual(way.Text("reference"), await li.Reference());
        string[] day = [
            TownBank.Entry("R1", 10_000, words: $"for my wallet {way.Text("reference")}"), TownBank.Entry("R2", 77, words: "no reference"), TownBank.Entry("R3", 50, words: $"{way.Text("reference")} {await li.Reference()}"),
            TownBank.Entry("R4", 60, words: way.Text("reference"), currency: "EUR"), TownBank.Entry("R5", 70, words: way.Text("reference"), status: "PDNG"), TownBank.Entry("R6", 20, isCredit: false, words: "fee")];
        var lines = await house.Read(day);
        Assert.Equal("1 payments in, 100.00 CNY; 0 payments out arrived, 0 came back.", lines[0]);
        Assert.Equal("0 entries were known already, 1 are not booked yet.", lines[1]);
        Assert.Equal(["no reference of anybody", "references of several", "it is in EUR", "nothing went out"], lines.Skip(2).Select(l => l.Split(": ")[1]).Zip((string[])["no reference of anybody", "references of several", "it is in EUR", "nothing went out"], (l, w) => l.StartsWith(w, StringComparison.Ordinal) ? w : l));
        Assert.Equal(10_000, await mei.Wallet.Has());
        Assert.Equal([("moneyIn", 10_000, 10_000, null)], await mei.Wallet.Moved());
        Assert.Equal("bank", (await mei.Wallet.Send("GET", "/pay/v1/receipts/1")).Is(200).Text("learned"));
        Assert.StartsWith("%PDF-", (await mei.Wallet.Send("GET", "/pay/v1/receipts/1/receipt.pdf")).Is(200).Body, StringComparison.Ordinal);
        // The same file, the same day in another file, and the payment that was not booked yet.
        Assert.Equal("5 entries were known already, 1 are not booked yet.", (await house.Read(day))[1]);
        day[4] = TownBank.Entry("R5", 70, words: way.Text("reference"));
        Assert.Equal("1 payments in, 0.70 CNY; 0 payments out arrived, 0 came back.", (await house.Read([.. day.Reverse()]))[0]);
        Assert.Equal((10_070, 0), (await mei.Wallet.Has(), await li.Wallet.Has()));
        // Another entry under a name that was used is nobody's until the operator looks.
        for (var i = 0; i < 2; i++) Assert.Equal(i == 0, (await house.Read(TownBank.Entry("R1", 3_333, words: way.Text("reference")))).Any(l => l.Contains("33.33 CNY: the bank gives it no name", StringComparison.Ordinal)));
        Assert.Equal(10_070, await mei.Wallet.Has());
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_not_understood_waits_for_the_operator_who_says_whose_it_is(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.Read(TownBank.Entry("R1", 500, words: "for mei, with love"), TownBank.Entry("R2", 20, isCredit: false, words: "fee"));
        var list = await house.Operator().List(Stop);
        Assert.Contains("for mei, with love", list[0] + list[1], StringComparison.Ordinal);
        var (came, fee) = (Id(list.Single(l => l.Contains(" in 5.00 CNY", StringComparison.Ordinal))), Id(list.Single(l => l.Contains(" out 0.20 CNY", StringComparison.Ordinal))));
        var person = new PersonId(await house.Count("SELECT person FROM people_person WHERE handle = 'mei'"));
        Assert.StartsWith("No entry called X", await house.Operator().Assign("X", person, "x", Stop), StringComparison.Ordinal);
        Assert.StartsWith("Words have", await house.Operator().Assign(came, person, " ", Stop), StringComparison.Ordinal);
        Assert.StartsWith("It is no payment in", await house.Operator().Assign(fee, person, "x", Stop), StringComparison.Ordinal);
        Assert.Null(await house.Operator().Assign(came, person, "Her bank told us.", Stop));
        Assert.StartsWith("No entry called", await house.Operator().Assign(came, person, "x", Stop), StringComparison.Ordinal);
        Assert.Null(await house.Operator().Dismiss(fee, "The bank's fee.", Stop));
        await house.Follow();
        Assert.Equal(500, await mei.Wallet.Has());
        Assert.Empty(await house.Operator().List(Stop));
        // What stood on it is forgotten.
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_bank_entry WHERE words IS NOT NULL"));
        await house.Audit();

        static string Id(string line) => line.Split("  ")[1];
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_goes_out_stands_in_one_file_and_arrives_when_the_bank_says_so(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(mei, 1_000);
        var key = Guid.NewGuid();
        var asked = (await mei.Wallet.AskOut(key, 300, new { iban = TownBank.Own, name = "Méi Lin" })).Is(403, "confirmationNeeded");
        Assert.Equal("""{"iban":"GB29NWBK60161331926819","name":"Mei Lin"}""", asked.Json.GetProperty("confirms").GetProperty("to").GetRawText());
        Assert.Equal(1_000, await mei.Wallet.Has());
        var out1 = (await mei.TakeOut(key, 300, name: "Méi Lin")).Is(200);
        Assert.Equal(out1.Body, (await mei.Wallet.AskOut(key, 300, new { iban = TownBank.Own, name = "Mei Lin" })).Is(200).Body);
        (await mei.TakeOut(key, 301)).Is(409, "idUsedOtherwise");
        (await mei.TakeOut(key, 300, name: "Fox")).Is(409, "idUsedOtherwise");
        (await mei.Wallet.AskOut(key, 300, new { iban = "DE89 3704 0044 0532 0130 01", name = "Mei Lin" })).Is(400, "bankAccountInvalid");
        (await mei.TakeOut(Guid.NewGuid(), 200)).Is(200);
        Assert.Equal((500, "waiting"), (await mei.Wallet.Has(), out1.Text("state")));
        var (number, file, names) = await house.Write();
        Assert.Equal(2, names.Length);
        Assert.Equal([("sent", null), ("sent", null)], await mei.Out());
        Assert.Empty((await house.Write()).Names);
        Assert.Equal(file, System.Text.Encoding.UTF8.GetString((await house.Operator().Again(number, Stop)).File!));
        Assert.Equal("There is no file 9.", (await house.Operator().Again(9, Stop)).Refusal);
        (await mei.Wallet.Send("POST", $"/pay/v1/money-out/{out1.Text("id")}/cancel", new { })).Is(409, "payoutTooLate");
        Assert.Contains($"in file {number}  {out1.Text("id")}  3.00 CNY", string.Join('\n', await house.Operator().List(Stop)), StringComparison.Ordinal);
        // One is booked by itself, the other under the name of its file, which is then what is left of it.
        Assert.StartsWith("0 payments in, 0.00 CNY; 1 payments out arrived", (await house.Read(TownBank.Entry("D1", 300, false, endToEnd: out1.Text("id"))))[0], StringComparison.Ordinal);
        Assert.StartsWith("0 payments in, 0.00 CNY; 1 payments out arrived", (await house.Read(TownBank.Entry("D1", 300, false, endToEnd: out1.Text("id")), TownBank.Entry("D2", 200, false, batch: TownBank.BatchName(file))))[0], StringComparison.Ordinal);
        Assert.Equal([("done", null), ("done", null)], await mei.Out());
        Assert.Equal([("moneyOut", -200, 500, null), ("moneyOut", -300, 700, null), ("moneyIn", 1_000, 1_000, null)], await mei.Wallet.Moved());
        await house.Audit();
        // After 90 days nobody knows to which account it went, and the file cannot be made again.
        await house.Change($"UPDATE pay_payout SET ended_at = ended_at - {91L * 24 * 3600 * 1000}");
        await house.Follow();
        Assert.Equal(0, await house.Count("SELECT count(*) FROM pay_payout WHERE iban <> '' OR name <> ''"));
        Assert.Contains("forgotten", (await house.Operator().Again(number, Stop)).Refusal, StringComparison.Ordinal);
        Assert.Equal(out1.Text("id"), (await mei.TakeOut(key, 300)).Is(200).Text("id"));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_does_not_arrive_comes_back_and_says_why(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(mei, 1_000);
        var (cancelled, rejected, returned, late) = ((await mei.TakeOut(Guid.NewGuid(), 100)).Text("id"), (await mei.TakeOut(Guid.NewGuid(), 200)).Text("id"), (await mei.TakeOut(Guid.NewGuid(), 300)).Text("id"), (await mei.TakeOut(Guid.NewGuid(), 50)).Text("id"));
        for (var i = 0; i < 2; i++) Assert.Equal("cancelled", (await mei.Wallet.Send("POST", $"/pay/v1/money-out/{cancelled}/cancel", new { })).Is(200).Text("state"));
        Assert.Equal(3, (await house.Write()).Names.Length);
        Assert.Null(await house.Operator().Reject(rejected, "The bank knows no such account.", Stop));
        Assert.Equal("It is back already.", await house.Operator().Reject(rejected, "x", Stop));
        Assert.Equal("It is cancelled already.", await house.Operator().Reject(cancelled, "x", Stop));
        await house.Follow();
        Assert.Equal(("back", "The bank knows no such account."), (await mei.Out()).Single(o => o.State == "back"));
        // Paid and brought back: in one statement, with nobody to follow between; and in two.
        await house.Read(TownBank.Entry("D1", 300, false, endToEnd: returned), TownBank.Entry("C1", 300, endToEnd: returned, reason: "AC04"), TownBank.Entry("D2", 50, false, endToEnd: late));
        Assert.Contains(("back", "AC04"), await mei.Out());
        await house.Read(TownBank.Entry("C2", 50, endToEnd: late, reason: "MS03"));
        Assert.Equal(["AC04", "MS03", "The bank knows no such account."], (await mei.Out()).Where(o => o.State == "back").Select(o => o.Reason).Order(StringComparer.Ordinal));
        Assert.Equal(1_000, await mei.Wallet.Has());
        Assert.Equal(["moneyOutBack", "moneyOutBack", "moneyOutBack", "moneyOutBack", "moneyOut", "moneyOut", "moneyOut", "moneyOut", "moneyIn"], (await mei.Wallet.Moved()).Select(m => m.Kind));
        // What the bank pays all the same, what comes back twice or with another amount is not understood.
        Assert.Equal(3, (await house.Read(TownBank.Entry("D3", 200, false, endToEnd: rejected), TownBank.Entry("C3", 300, endToEnd: returned), TownBank.Entry("C4", 49, endToEnd: late))).Count(l => l.StartsWith("not understood", StringComparison.Ordinal)));
        Assert.Equal(1_000, await mei.Wallet.Has());
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whom_the_operator_has_suspended_takes_their_money_out_and_what_a_thief_began_comes_back(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(mei, 1_000);
        await house.Change("UPDATE people_person SET suspended_at = 1, suspended_reason = 'x' WHERE handle = 'mei'");
        (await mei.TakeOut(Guid.NewGuid(), 400)).Is(200);
        (await mei.TakeOut(Guid.NewGuid(), 601)).Is(409, "fundsInsufficient");
        // She herself has frozen the wallet: what waits for the bank comes back, and nothing new goes.
        (await mei.Wallet.Send("POST", "/pay/v1/freeze", new { })).Is(200);
        Assert.Equal([("cancelled", null)], await mei.Out());
        Assert.Equal(1_000, await mei.Wallet.Has());
        (await mei.TakeOut(Guid.NewGuid(), 1)).Is(409, "walletFrozen");
        var asked = (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { })).Is(403, "confirmationNeeded");
        (await mei.Wallet.Send("POST", "/pay/v1/unfreeze", new { proof = asked.Proof(mei.Device) })).Is(200);
        (await mei.TakeOut(Guid.NewGuid(), 1_000)).Is(200);
        Assert.Single((await house.Write()).Names);
        await house.Audit();
    }

    [Fact]
    public async Task Nothing_goes_out_that_is_no_money_of_ones_own_to_an_account_that_can_be() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        using var fox = await Payer.With(house, "fox", 0);
        await house.PayIn(mei, 5_000);
        object good = new { iban = TownBank.Own, name = "Mei" };
        foreach (var (minor, currency, to, code) in new (long, string, object?, string)[] {
            (0, "CNY", good, "amountInvalid"), (-1, "CNY", good, "amountInvalid"), (1, "EUR", good, "currencyUnknown"), (1, "XXX", good, "currencyUnknown"), (1, "CNY", null, "bankAccountInvalid"),
            (1, "CNY", new { iban = "", name = "Mei" }, "bankAccountInvalid"), (1, "CNY", new { iban = TownBank.Own, name = "阿梅" }, "bankAccountInvalid"), (1, "CNY", new { iban = TownBank.Own, name = "" }, "bankAccountInvalid"),
            (1, "CNY", new { iban = TownBank.Iban, name = "Mei" }, "bankAccountInvalid"), (1, "CNY", new { iban = new string('1', 9_000), name = "Mei" }, "bankAccountInvalid"), (1, "CNY", new { iban = TownBank.Own }, "malformed") }) {
            Assert.Equal(code, (await mei.Wallet.AskOut(Guid.NewGuid(), minor, to, currency: currency)).Code);
        }
        var others = (await mei.TakeOut(Guid.NewGuid(), 1)).Text("id");
        (await fox.Wallet.Send("POST", $"/pay/v1/money-out/{others}/cancel", new { })).Is(404, "notFound");
        (await fox.Wallet.Send("POST", "/pay/v1/money-out/%01/cancel", new { })).Is(404, "notFound");
        for (var i = 1; i < 20; i++) (await mei.TakeOut(Guid.NewGuid(), 1)).Is(200);
        (await mei.TakeOut(Guid.NewGuid(), 1)).Is(409, "payoutsTooMany");
        Assert.Equal((4_980, 0), (await mei.Wallet.Has(), (await fox.Out()).Count()));
        // A proof is good for the account that was shown.
        var key = Guid.NewGuid();
        var asked = await mei.Wallet.AskOut(key, 5, good);
        (await mei.Wallet.AskOut(key, 5, new { iban = TownBank.Own, name = "Fox" }, asked.Proof(mei.Device))).Is(400, "ceremonyExpired");
        await house.Audit();
    }

    [Fact]
    public async Task Two_commands_at_once_write_each_payment_into_one_file_and_read_each_entry_once() {
        await using var house = await WalletHouse.Open(DatabaseKind.PostgreSql, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(mei, 1_000);
        await using var beside = await house.Beside();
        for (var round = 0; round < 5; round++) {
            string[] out2 = [(await mei.TakeOut(Guid.NewGuid(), 10)).Text("id"), (await mei.TakeOut(Guid.NewGuid(), 20)).Text("id")];
            var other = new Teahouse.Pay.Bank.BankOperator(beside.Database, new(TownBank.Iban, "Teahouse Town", null), TimeProvider.System);
            var written = await Task.WhenAll(house.Operator().Write(Stop), other.Write(Stop));
            Assert.Single(written, w => w.File is not null);
            var day = TownBank.Statement(TownBank.Entry($"A{round}", 5, words: await mei.Reference()), TownBank.Entry($"B{round}", 10, false, endToEnd: out2[0]), TownBank.Entry($"C{round}", 20, false, endToEnd: out2[1]));
            await Task.WhenAll(house.Operator().Read(new MemoryStream(day), Stop), other.Read(new MemoryStream(day), Stop));
            await house.Follow();
        }
        Assert.Equal(1_000 - (5 * 25), await mei.Wallet.Has());
        Assert.All(await mei.Out(), o => Assert.Equal("done", o.State));
        Assert.Empty(beside.Errors);
        await house.Audit();
    }

    [Fact]
    public async Task In_the_sandbox_money_goes_back_to_the_bank_that_is_none_at_once() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 1_000);
        (await mei.TakeOut(Guid.NewGuid(), 100)).Is(400, "bankAccountInvalid");
        var key = Guid.NewGuid();
        Assert.Equal("done", (await mei.TakeOut(key, 100, toBank: false)).Is(200).Text("state"));
        (await mei.TakeOut(key, 100, toBank: false)).Is(200);
        (await mei.Wallet.WayIn()).Is(403, "notInRegime");
        Assert.Equal((900, "nothing"), (await mei.Wallet.Has(), (await mei.Wallet.Send("GET", "/pay/v1/receipts/2")).Text("learned")));
        await house.Audit();
    }

    [Fact]
    public async Task A_house_without_an_account_takes_nothing_in_and_keeps_what_goes_out_until_it_has_one() {
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite, regime: House);
        using var mei = await Payer.With(house, "mei", 0);
        await house.PayIn(mei, 10);
        var none = new Teahouse.Pay.Bank.BankOperator(house.House.Database, null, TimeProvider.System);
        Assert.StartsWith("This house has no account", (await none.Write(Stop)).Refusal, StringComparison.Ordinal);
        Assert.StartsWith("This house has no account", (await none.Read(Stream.Null, Stop)).Refusal, StringComparison.Ordinal);
        Assert.Contains("no XML", (await house.Operator().Read(Stream.Null, Stop)).Refusal, StringComparison.Ordinal);
    }
}
