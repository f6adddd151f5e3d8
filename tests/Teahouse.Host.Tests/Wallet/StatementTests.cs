using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Statements;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What people take out to keep: receipts, tables and bank files.</summary>
public sealed class StatementTests {
    private const long Hour = 3_600_000;
    private static readonly XNamespace Camt = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Opening_and_entries_make_the_closing_balance_of_whatever_days(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, "Europe/Zurich");
        using var mei = await Payer.With(house, "mei", 900_000);
        using var li = await Payer.With(house, "li", 900_000);
        var random = new Random(20_261_128);
        for (var i = 0; i < 24; i++) {
            var (from, to) = random.Next(2) == 0 ? (mei, "li") : (li, "mei");
            if (random.Next(6) == 0) (await mei.Wallet.Play(Guid.NewGuid(), random.Next(1, 100))).Is(200);
            else (await from.Pay(Guid.NewGuid(), to, random.Next(1, 10_000))).Is(200);
        }
        var first = DateTimeOffset.Parse("2026-03-20T00:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        await house.Change($"UPDATE pay_transfer SET at = {first} + number * {13 * Hour + 17}");
        var schema = Schema();
        var ranges = Gen.Select(Gen.Int[0, 24], Gen.Int[0, 24]).Array[12].Single();
        foreach (var (from, days) in ranges) {
            var (begin, end) = (new DateOnly(2026, 3, 18).AddDays(from), new DateOnly(2026, 3, 18).AddDays(from + days));
            var (opening, entries, closing) = await Table(mei, begin, end);
            Assert.Equal(closing, opening + entries.Sum());
            var (fileOpening, fileEntries, fileClosing) = Read(await File(mei, begin, end), schema);
            Assert.Equal((opening, closing), (fileOpening, fileClosing));
            Assert.Equal(entries, fileEntries);
            Assert.Equal(closing, (await Table(mei, end.AddDays(1), end.AddDays(30))).Opening);
        }
        var (_, all, now) = await Table(mei, new(2026, 1, 1), new(2026, 12, 31));
        Assert.Equal(await mei.Wallet.Has(), now);
        Assert.Equal((await mei.Wallet.Moved("?limit=500")).Reverse().Select(m => m.Moved), all);
        foreach (var query in new[] { "", "from=2026-03-01", "from=2026-03-02&to=2026-03-01", "from=x&to=y", "from=2026-03-01&to=2026-03-02&lang=de" }) {
            (await mei.Wallet.Send("GET", $"/pay/v1/statements/csv?{query}")).Is(400, "malformed");
        }
        (await mei.Wallet.Send("GET", "/pay/v1/statements/csv?from=2026-01-01&to=2027-01-02")).Is(400, "statementTooLarge");
        (await mei.Wallet.Send("GET", "/pay/v1/statements/camt053?from=2026-01-01&to=2026-01-02&currency=XXX")).Is(400, "currencyUnknown");
        Assert.Equal((0, 0), Read((await mei.Wallet.Send("GET", "/pay/v1/statements/camt053?from=2026-01-01&to=2026-01-01&currency=JPY")).Is(200).Body, schema) is var (o, e, c) ? (o + c, e.Count) : default);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_table_keeps_names_as_they_are_and_lets_no_name_reckon(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, "Asia/Shanghai");
        using var mei = await Payer.With(house, "mei", 10_000);
        foreach (var (handle, name) in new[] { ("wei", "Wei 阿伟"), ("fox", "=HYPERLINK(\"http://evil\",\"x\")"), ("cat", " \t+1,2"), ("owl", "＝1+1"), ("hen", "a\r\nb,\"c\"") }) {
            var other = await house.Register(handle);
            await other.Do("PUT", $"profile/{other.UserId}/displayname", new { displayname = name });
            (await mei.Pay(Guid.NewGuid(), handle, 100)).Is(200);
        }
        using var li = await Payer.With(house, "li", 0);
        var asked = await li.Chat.AskFor(Guid.NewGuid(), await li.Chat.RoomWith(mei.Chat), 200, [new { who = "mei" }], "=1+1, twice");
        (await mei.PayTally(asked.Is(200).Text("id"))).Is(200);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Asia/Shanghai").DateTime);
        var table = await Text(mei, today, today, "&lang=zh");
        Assert.StartsWith("收据号,时间,类型,对方,茶馆号,收入,支出,余额,币种,备注\r\n", table, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), StatementCsv.Write(new(new(PersonId.New(), 0, Iso4217.OfHouse), today, today, TimeZoneInfo.Utc, 0, []), PaperWords.In(null))[..3]);
        Assert.Contains(",转账,Wei 阿伟,wei:localhost,,1.00,99.00,CNY,\r\n", table, StringComparison.Ordinal);
        Assert.Contains("+08:00,试玩币,,,100.00,,100.00,CNY,\r\n", table, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",fox:localhost,", table, StringComparison.Ordinal);
        Assert.Contains(",\"' \t+1,2\",", table, StringComparison.Ordinal);
        Assert.Contains("CNY,\"'=1+1, twice\"\r\n", table, StringComparison.Ordinal);
        Assert.Contains(",'＝1+1,", table, StringComparison.Ordinal);
        Assert.Contains(",\"a\r\nb,\"\"c\"\"\",", table, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetBytes(await File(mei, today, today)).All(b => b < 128));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_receipt_says_what_moved_what_came_back_and_what_the_other_learned(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var (mei, phone, wang) = await house.Scene("receipt", verified: true);
        using (mei) using (phone) using (wang) {
            var paid = (await wang.Wallet.Charge(phone.Qr(), 1_000)).Is(201);
            (await wang.Wallet.Once($"/pay/v1/charges/{paid.Text("id")}/refund", Guid.NewGuid(), new { amount = new { minor = 300, currency = "CNY" } })).Is(200);
            (await mei.Pay(Guid.NewGuid(), "wang-receipt", 50)).Is(200);
            var payment = await Receipt(mei, 2);
            Assert.Equal(("face", paid.Text("receipt"), paid.Text("receipt")), (payment.Text("learned"), payment.Text("paidReceipt"), payment.Json.GetProperty("movement").GetProperty("receipt").GetString()));
            var back = Assert.Single(payment.Json.GetProperty("refunds").EnumerateArray());
            var refund = await Receipt(mei, 3);
            Assert.Equal(("face", paid.Text("receipt"), back.GetProperty("receipt").GetString(), 300L), (
                refund.Text("learned"), refund.Text("paidReceipt"), refund.Json.GetProperty("movement").GetProperty("receipt").GetString(), back.GetProperty("amount").GetProperty("minor").GetInt64()));
            Assert.Equal(("payee", "payee", "name", "nothing", "name"), (
                (await Receipt(wang, 1)).Text("learned"), (await Receipt(wang, 2)).Text("learned"), (await Receipt(wang, 3)).Text("learned"), (await Receipt(mei, 1)).Text("learned"), (await Receipt(mei, 4)).Text("learned")));
            // Both sides call it the same, and nobody's receipt names who stands behind a face.
            Assert.Equal(Number(await Receipt(mei, 4)), Number(await Receipt(wang, 3)));
            Assert.DoesNotContain("@", payment.Body + (await Receipt(wang, 1)).Body + refund.Body, StringComparison.Ordinal);
            Assert.StartsWith("%PDF-", (await mei.Wallet.Send("GET", "/pay/v1/receipts/2/receipt.pdf?lang=zh")).Is(200).Body, StringComparison.Ordinal);
            (await mei.Wallet.Send("GET", "/pay/v1/receipts/2/receipt.pdf?lang=de")).Is(400, "malformed");
            (await mei.Wallet.Send("GET", "/pay/v1/receipts/9/receipt.pdf")).Is(404, "notFound");
            foreach (var number in new[] { "0", "5", "-1", "x", "9223372036854775808", "1?currency=EUR", "1?currency=x" }) (await mei.Wallet.Send("GET", $"/pay/v1/receipts/{number}")).Is(404, "notFound");
        }
    }

    [Fact]
    public async Task A_foreign_reader_takes_a_statement() {
        Assert.SkipUnless(Xmllint.IsHere, "There is no xmllint on this machine.");
        await using var house = await WalletHouse.Open(DatabaseKind.Sqlite);
        using var mei = await Payer.With(house, "mei", 10_000);
        (await mei.TakeOut(Guid.NewGuid(), 100, toBank: false)).Is(200);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var file = await File(mei, today.AddDays(-1), today.AddDays(1));
        Assert.Null(await Xmllint.Problem(Encoding.UTF8.GetBytes(file), Path.Combine(Folder(AppContext.BaseDirectory), "tests", "data", "pay", "camt.053.001.08.xsd")));
    }

    private static async Task<Heard> Receipt(Payer payer, int number) => (await payer.Wallet.Send("GET", $"/pay/v1/receipts/{number}")).Is(200);

    private static string? Number(Heard receipt) => receipt.Json.GetProperty("movement").GetProperty("receipt").GetString();

    private static async Task<string> Text(Payer payer, DateOnly from, DateOnly to, string more = "") =>
        (await payer.Wallet.Send("GET", $"/pay/v1/statements/csv?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}{more}")).Is(200).Body;

    private static async Task<string> File(Payer payer, DateOnly from, DateOnly to) =>
        (await payer.Wallet.Send("GET", $"/pay/v1/statements/camt053?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")).Is(200).Body;

    private static async Task<(long Opening, List<long> Entries, long Closing)> Table(Payer payer, DateOnly from, DateOnly to) {
        var rows = (await Text(payer, from, to)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r.Split(',')).ToList();
        return (Minor(rows[0][7]), [.. rows.Skip(1).SkipLast(1).Select(r => Minor(r[5]) - Minor(r[6]))], Minor(rows[^1][7]));
    }

    private static (long Opening, List<long> Entries, long Closing) Read(string xml, XmlSchemaSet schema) {
        var document = XDocument.Parse(xml);
        document.Validate(schema, (_, e) => Assert.Fail(e.Message));
        var statement = document.Descendants(Camt + "Stmt").Single();
        var entries = statement.Elements(Camt + "Ntry").Select(Signed).ToList();
        var summary = statement.Element(Camt + "TxsSummry")!;
        Assert.Equal(entries.Where(e => e > 0).Sum(), Minor(summary.Element(Camt + "TtlCdtNtries")!.Element(Camt + "Sum")!.Value));
        return (Balance("OPBD"), entries, Balance("CLBD"));

        long Balance(string code) => Signed(statement.Elements(Camt + "Bal").Single(b => b.Descendants(Camt + "Cd").Single().Value == code));
    }

    private static long Signed(XElement of) => Minor(of.Element(Camt + "Amt")!.Value) * (of.Element(Camt + "CdtDbtInd")!.Value == "CRDT" ? 1 : -1);

    private static long Minor(string amount) => amount.Length == 0 ? 0 : (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private static XmlSchemaSet Schema() {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(Path.Combine(Folder(AppContext.BaseDirectory), "tests", "data", "pay", "camt.053.001.08.xsd"));
        schemas.Add(Camt.NamespaceName, reader);
        return schemas;
    }

    private static string Folder(string from) => System.IO.File.Exists(Path.Combine(from, "Teahouse.slnx")) ? from : Folder(Path.GetDirectoryName(from)!);
}
