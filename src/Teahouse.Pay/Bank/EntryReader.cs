using System.Globalization;
using System.Xml.Linq;
using Teahouse.Pay.Codes;

namespace Teahouse.Pay.Bank;

/// <summary>Reads an entry of a statement: itself, or its parts where the bank has booked several payments as one.</summary>
/// <param name="statement">The statement's name.</param>
/// <param name="account">Of which account it is.</param>
/// <param name="line">On which line of the file it begins.</param>
/// <param name="place">Which entry of its file it is.</param>
internal sealed class EntryReader(string statement, string account, int line, int place) {
    // What a bank writes where nobody called a payment anything.
    private const string NotProvided = "NOTPROVIDED";

    /// <summary>Reads it.</summary>
    /// <exception cref="BankFileException">It is no entry.</exception>
    public IEnumerable<StatementEntry> Read(XElement entry) {
        var (sum, currency) = entry.Child("Amt").Money() ?? throw new BankFileException($"Line {line}: this entry has no amount that can be (Amt, with Ccy).");
        var whole = new StatementEntry(
            account, Name(entry.Text("AcctSvcrRef")), $"{statement}/{place}", Direction(entry), Minor(sum, currency), currency, (entry.Text("Sts", "Cd") ?? entry.Text("Sts")) == "BOOK",
            entry.Text("RvslInd") is "true" or "1", Day(entry), null, Batch(entry), "", [], null, null);
        var parts = entry.Children("NtryDtls").SelectMany(d => d.Children("TxDtls")).ToList();
        if (parts.Count <= 1) return [With(whole, parts.FirstOrDefault(), entry)];
        var amounts = parts.Select(p => (p.Child("Amt") ?? p.Child("AmtDtls").Child("TxAmt").Child("Amt")).Money()).ToList();
        if (!amounts.TrueForAll(a => a is { } one && one.Currency == currency && one.Value > 0) || amounts.Sum(a => a!.Value.Value) != sum || parts.Exists(p => p.Child("CdtDbtInd") is not null && Direction(p) != whole.IsCredit)) {
            // A batch of ours is booked as one, and its parts need no amounts.
            return [whole with { Batch = whole.Batch ?? Name(parts[0].Text("Refs", "PmtInfId")), Words = Cut(string.Join(' ', parts.SelectMany(Words))), Odd = "its parts are not its sum" }];
        }
        return parts.Select((part, i) => With(
            whole with { Minor = Minor(amounts[i]!.Value.Value, currency), Reference = (whole.Reference ?? Name(part.Text("Refs", "AcctSvcrRef"))) is { } all ? $"{all}/{i + 1}" : null, Place = $"{whole.Place}/{i + 1}" }, part, entry));
    }

    private static StatementEntry With(StatementEntry whole, XElement? part, XElement entry) => whole with {
        Reference = whole.Reference ?? Name(part.Text("Refs", "AcctSvcrRef")),
        EndToEnd = Name(part.Text("Refs", "EndToEndId")),
        Batch = Name(part.Text("Refs", "PmtInfId")) ?? whole.Batch,
        Words = Cut(string.Join(' ', [.. part is null ? [] : Words(part), entry.Text("AddtlNtryInf") ?? ""]).Trim()),
        References = part is null ? [] : References(part),
        Reason = part.Text("RtrInf", "Rsn", "Cd") ?? part.Text("RtrInf", "Rsn", "Prtry") ?? part.Text("RtrInf", "AddtlInf"),
    };

    private static IEnumerable<string> Words(XElement part) {
        var remittance = part.Child("RmtInf");
        return [
            .. remittance?.Children("Ustrd").Select(u => u.Value.Trim()) ?? [], .. References(part), .. remittance?.Children("Strd").SelectMany(s => s.Children("AddtlRmtInf")).Select(a => a.Value.Trim()) ?? [],
            part.Text("RltdPties", "Dbtr", "Pty", "Nm") ?? part.Text("RltdPties", "Dbtr", "Nm") ?? ""];
    }

    private static List<string> References(XElement part) =>
        [.. part.Child("RmtInf")?.Children("Strd").Select(s => s.Text("CdtrRefInf", "Ref")).OfType<string>() ?? []];

    private static string? Batch(XElement entry) => Name(entry.Text("NtryDtls", "Btch", "PmtInfId"));

    private bool Direction(XElement of) => of.Text("CdtDbtInd") switch {
        "CRDT" => true,
        "DBIT" => false,
        _ => throw new BankFileException($"Line {line}: this entry does not say whether money came or went (CdtDbtInd)."),
    };

    private static long Minor(decimal value, string currency) {
        if (Iso4217.Find(currency) is not { } known || value > PayLimits.MinorMax) return 0;
        for (var i = 0; i < known.Decimals; i++) value *= 10;
        return value == decimal.Truncate(value) && value <= PayLimits.MinorMax ? (long)value : 0;
    }

    private static string Day(XElement entry) => entry.Text("BookgDt", "Dt") ?? entry.Text("BookgDt", "DtTm")?.Split('T')[0] ?? "";

    // What is longer than the standard has it is no name: two could not be told apart by what fits.
    private static string? Name(string? text) => text is null or NotProvided || text.Length > BankLimits.BankReferenceCharsMax ? null : text;

    private static string Cut(string words) {
        var seen = string.Concat(words.Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format ? ' ' : c));
        return seen.Length <= BankLimits.BankWordsCharsMax ? seen : seen[..BankLimits.BankWordsCharsMax];
    }
}
