using System.Xml.Linq;
using System.Xml.Schema;
using CsCheck;
using Teahouse.Pay.Bank;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Bank;

/// <summary>Files of payments, as the schema of ISO 20022 and a foreign reader judge them.</summary>
public sealed class PaymentFileTests {
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static readonly Gen<PayoutRow> AnyPayout = Gen.Select(Gen.Long[1, PayLimits.MinorMax / 1000], Gen.String[Gen.Char["abcXYZ01 -.'+"], 1, BankLimits.BankNameCharsMax], Gen.Int[0, 1_000_000]).Select((minor, name, number) => new PayoutRow(
        $"PAY{number:0000000}", 1, [], minor, "GB29NWBK60161331926819", BankLetters.Read("A" + name[1..]).Name ?? "A", [], [], [], 0, (long)PayoutState.Sent, 1, 0, null, null));

    [Fact]
    public void Every_file_is_one_by_the_schema_and_its_sums_are_those_of_its_payments() {
        var schema = new XmlSchemaSet();
        schema.Add(null, Path.Combine(StatementFileTests.Data, "pain.001.001.09.xsd"));
        Gen.Select(AnyPayout.List[1, 20], Gen.Long[1, 4_000_000_000_000], Gen.Bool).Sample((payouts, at, hasBic) => {
            var batch = new BatchRow(7, at, Statements.Iban, "Teahouse Town", hasBic ? "COBADEFFXXX" : null);
            var bytes = PaymentFile.Write(batch, payouts);
            Assert.Equal(bytes, PaymentFile.Write(batch, payouts));
            var document = XDocument.Load(new MemoryStream(bytes));
            document.Validate(schema, (_, problem) => Assert.Fail(problem.Message));
            var sum = document.Descendants(Pain + "InstdAmt").Sum(a => (decimal)a);
            Assert.All(document.Descendants(Pain + "CtrlSum"), said => Assert.Equal(sum, (decimal)said));
            Assert.All(document.Descendants(Pain + "NbOfTxs"), said => Assert.Equal(payouts.Count, (int)said));
            Assert.Equal(payouts.Select(p => p.Id), document.Descendants(Pain + "EndToEndId").Select(e => e.Value));
        }, iter: 100);
    }

    [Fact]
    public async Task A_foreign_reader_takes_it() {
        Assert.SkipUnless(Xmllint.IsHere, "There is no xmllint on this machine.");
        var file = PaymentFile.Write(new(1, 1_000, Statements.Iban, "Teahouse Town", null), AnyPayout.List[3].Single());
        Assert.Null(await Xmllint.Problem(file, Path.Combine(StatementFileTests.Data, "pain.001.001.09.xsd")));
    }
}
