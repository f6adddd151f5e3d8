using System.Text;
using System.Xml.Schema;
using CsCheck;
using Teahouse.Pay.Bank;

namespace Teahouse.Pay.Tests.Bank;

/// <summary>A bank's statement, which is a stranger's file.</summary>
public sealed class StatementFileTests {
    private static readonly Gen<(string? Reference, long Minor, bool IsCredit, bool IsBooked, string? Structured, string Words)> AnyEntry = Gen.Select(
        Gen.Int[0, 40].Select(i => i == 0 ? null : $"R{i}"), Gen.Long[1, 1_000_000_000], Gen.Bool, Gen.Bool,
        Gen.Bool.Select(has => has ? PayInReference.New() : null), Gen.String[Gen.Char[' ', '~'], 1, 60]);

    [Fact]
    public void What_a_bank_wrote_is_what_is_read_and_its_file_is_one_by_the_schema() {
        var schema = new XmlSchemaSet();
        schema.Add(null, Path.Combine(Data, "camt.053.001.08.xsd"));
        AnyEntry.List[0, 12].Sample(all => {
            var file = Statements.Document(all.Select(e => Statements.Entry(e.Reference, e.Minor, e.IsCredit, e.IsBooked ? "BOOK" : "PDNG", details: Statements.Part(words: "x" + e.Words, structured: e.Structured))));
            file.Validate(schema, (_, problem) => Assert.Fail(problem.Message));
            var read = Statements.Read(Statements.Bytes(file));
            // A name that stands there twice is nobody's the second time.
            var named = new HashSet<string>();
            Assert.Equal(all.Select(e => (e.Reference is { } one && named.Add(one) ? one : null, e.Minor, e.IsCredit, e.IsBooked)), read.Select(r => (r.Reference, r.Minor, r.IsCredit, r.IsBooked)));
            Assert.All(all.Zip(read), pair => Assert.Equal(pair.First.Structured is { } one ? [one] : [], pair.Second.References));
            Assert.Equal(read.Count, read.Select(r => r.Id).Distinct().Count());
            // By the bank's own name for it, and by nothing else of the file.
            Assert.Equal(read.Where(r => r.Reference is not null).Select(r => r.Id), Statements.Read(Statements.Bytes(Statements.Document(read.Where(r => r.Reference is not null).Select(r => Statements.Entry(r.Reference, r.Minor, r.IsCredit)), id: "S2"))).Select(r => r.Id));
        }, iter: 200);
    }

    [Fact]
    public void A_real_bank_s_example_is_read_where_the_account_is_ours() {
        var text = File.ReadAllText(Path.Combine(Data, "camt053.v8.xml"));
        Assert.Contains("not of this house's", Refused(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);
        var read = StatementFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), new("NL26VAYB8060476890", "FINPETROL", null), "EUR");
        Assert.NotEmpty(read);
        Assert.All(read, entry => Assert.True(entry.Minor > 0 && entry.Currency.Length == 3, entry.ToString()));
    }

    [Fact]
    public void Several_payments_that_are_booked_as_one_are_read_apart_where_they_are_its_sum() {
        var read = Statements.Read(Statements.Of(Statements.Entry("R1", 300, details: [Statements.Part(minor: 100, words: "a"), Statements.Part(minor: 200, words: "b")])));
        Assert.Equal([("R1/1", 100L, "a A. Payer"), ("R1/2", 200L, "b A. Payer")], read.Select(r => (r.Reference!, r.Minor, r.Words)));
        Assert.Equal("its parts are not its sum", Assert.Single(Statements.Read(Statements.Of(Statements.Entry("R1", 300, details: [Statements.Part(minor: 100), Statements.Part(minor: 100)])))).Odd);
        Assert.Equal("its parts are not its sum", Assert.Single(Statements.Read(Statements.Of(Statements.Entry("R1", 300, details: [Statements.Part(), Statements.Part()])))).Odd);
    }

    [Theory]
    [InlineData("", "no XML")]
    [InlineData("tea", "no XML")]
    [InlineData("<Document/>", "no statement of a bank")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'/>", "no statement of a bank")]
    [InlineData("<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "no statement in this file")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'/>", "no XML that is read here")]
    [InlineData("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "no XML that is read here")]
    [InlineData("<!DOCTYPE z [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><z>&c;</z>", "no XML that is read here")]
    public void What_is_no_statement_is_refused_by_what_it_is(string text, string why) => Assert.Contains(why, Refused(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void What_is_of_another_account_or_money_or_says_no_amount_is_refused_whole() {
        var good = Statements.Entry("R1", 100);
        Assert.Contains("not of this house's, DE89 3704 0044 0532 0130 00", Refused(Statements.Bytes(Statements.Document([good], iban: "GB29NWBK60161331926819"))), StringComparison.Ordinal);
        Assert.Contains("this account is in EUR", Refused(Statements.Bytes(Statements.Document([good], currency: "EUR"))), StringComparison.Ordinal);
        foreach (var (from, to, why) in new[] { (">1<", ">x<", "no amount"), (">1<", ">-1<", "no amount"), (">1<", ">1e5<", "no amount"), (">1<", ">99999999999999999999<", "no amount"), ("CRDT", "BOTH", "whether money came or went"), ("<Id>S1</Id>", "", "says its name") }) {
            var text = Encoding.UTF8.GetString(Statements.Of(good));
            var at = text.LastIndexOf(from, StringComparison.Ordinal);
            Assert.Contains(why, Refused(Encoding.UTF8.GetBytes(text.Remove(at, from.Length).Insert(at, to))), StringComparison.Ordinal);
        }
        Assert.Equal(0, Assert.Single(Statements.Read(Encoding.UTF8.GetString(Statements.Of(good)).Replace(">1<", ">1.005<", StringComparison.Ordinal))).Minor);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_whole() {
        var file = Statements.Of(Statements.Entry("R1", 100), Statements.Entry("R2", 200));
        for (var length = 0; length < file.Length; length += 61) Refused(file[..length]);
    }

    [Fact]
    public void A_file_of_too_many_entries_is_refused() {
        var entry = Statements.Entry("R", 1).ToString();
        var text = Encoding.UTF8.GetString(Statements.Of(Statements.Entry("X", 1)));
        var at = text.IndexOf("</Stmt>", StringComparison.Ordinal);
        Assert.Contains("More than", Refused(Encoding.UTF8.GetBytes(text.Insert(at, string.Concat(Enumerable.Repeat(entry, BankLimits.BankFileEntriesMax))))), StringComparison.Ordinal);
    }

    private static string Refused(byte[] file) => Assert.Throws<BankFileException>(() => Statements.Read(file)).Message;

    internal static string Data => Path.Combine(Folder(AppContext.BaseDirectory), "tests", "data", "pay");

    private static string Folder(string from) => File.Exists(Path.Combine(from, "Teahouse.slnx")) ? from : Folder(Path.GetDirectoryName(from)!);
}
