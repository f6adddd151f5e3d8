using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Teahouse.Pay.Bank;

namespace Teahouse.Pay.Tests.Bank;

/// <summary>A bank that gives statements.</summary>
internal static class Statements {
    public const string Iban = "DE89370400440532013000";

    public static BankAccount Account { get; } = new(Iban, "Teahouse Town", null);

    private static readonly XNamespace Camt = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    /// <summary>A statement with these entries.</summary>
    public static byte[] Of(params XElement[] entries) => Bytes(Document(entries));

    public static XDocument Document(IEnumerable<XElement> entries, string iban = Iban, string id = "S1", string? currency = "CNY") => new(new XElement(Camt + "Document", new XElement(Camt + "BkToCstmrStmt",
        new XElement(Camt + "GrpHdr", Say("MsgId", "M1"), Say("CreDtTm", "2026-11-28T10:00:00Z")),
        new XElement(Camt + "Stmt", Say("Id", id), Say("CreDtTm", "2026-11-28T10:00:00Z"),
            new XElement(Camt + "Acct", new XElement(Camt + "Id", Say("IBAN", iban)), currency is null ? null : Say("Ccy", currency)),
            new XElement(Camt + "Bal", new XElement(Camt + "Tp", new XElement(Camt + "CdOrPrtry", Say("Cd", "CLBD"))), Money(0, "CNY"), Say("CdtDbtInd", "CRDT"), new XElement(Camt + "Dt", Say("Dt", "2026-11-28"))),
            entries))));

    /// <summary>An entry; the parts of its details as they are given.</summary>
    public static XElement Entry(string? reference, long minor, bool isCredit = true, string status = "BOOK", string currency = "CNY", bool isReversal = false, params XElement[] details) => new(Camt + "Ntry",
        Money(minor, currency), Say("CdtDbtInd", isCredit ? "CRDT" : "DBIT"), isReversal ? Say("RvslInd", "true") : null, new XElement(Camt + "Sts", Say("Cd", status)),
        new XElement(Camt + "BookgDt", Say("Dt", "2026-11-27")), reference is null ? null : Say("AcctSvcrRef", reference), new XElement(Camt + "BkTxCd"),
        details.Length == 0 ? null : new XElement(Camt + "NtryDtls", details));

    /// <summary>One payment in an entry's details.</summary>
    public static XElement Part(string? endToEnd = null, string? words = null, string? structured = null, long? minor = null, string? reason = null, string? batch = null) => new(Camt + "TxDtls",
        new XElement(Camt + "Refs", batch is null ? null : Say("PmtInfId", batch), endToEnd is null ? null : Say("EndToEndId", endToEnd)), minor is { } part ? Money(part, "CNY") : null,
        new XElement(Camt + "RltdPties", new XElement(Camt + "Dbtr", new XElement(Camt + "Pty", Say("Nm", "A. Payer")))),
        words is null && structured is null ? null : new XElement(Camt + "RmtInf", words is null ? null : Say("Ustrd", words),
            structured is null ? null : new XElement(Camt + "Strd", new XElement(Camt + "CdtrRefInf", Say("Ref", structured)))),
        reason is null ? null : new XElement(Camt + "RtrInf", new XElement(Camt + "Rsn", Say("Cd", reason))));

    public static byte[] Bytes(XDocument document) => Encoding.UTF8.GetBytes(document.ToString());

    public static IReadOnlyList<StatementEntry> Read(byte[] file) => StatementFile.Read(new MemoryStream(file), Account, "CNY");

    public static IReadOnlyList<StatementEntry> Read(string file) => Read(Encoding.UTF8.GetBytes(file));

    private static XElement Money(long minor, string currency) =>
        new(Camt + "Amt", new XAttribute("Ccy", currency), (currency == "JPY" ? minor : minor / 100m).ToString(CultureInfo.InvariantCulture));

    private static XElement Say(string name, string text) => new(Camt + name, text);
}
