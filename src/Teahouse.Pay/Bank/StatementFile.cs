using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Teahouse.Pay.Bank;

/// <summary>A bank's file that nothing is read from; nothing was changed.</summary>
/// <param name="message">What is wrong with it, and where.</param>
internal sealed class BankFileException(string message) : Exception(message);

/// <summary>
/// Reads a bank's statements: ISO 20022, camt.053 in any of its versions, of one account and currency. The file is a stranger's: no DTD, nothing fetched, so many
/// characters and no more, entry by entry. It is read whole before anything is made of it.
/// </summary>
internal static class StatementFile {
    private const string Family = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";

    private static readonly XmlReaderSettings Careful = new() {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = BankLimits.BankFileCharsMax, MaxCharactersFromEntities = 1,
        IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
    };

    /// <summary>Reads all entries of all statements in a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="account">The operator's account.</param>
    /// <param name="currency">The house's currency.</param>
    /// <exception cref="BankFileException">It is no such file.</exception>
    public static IReadOnlyList<StatementEntry> Read(Stream file, BankAccount account, string currency) {
        try {
            using var xml = XmlReader.Create(file, Careful);
            return Entries(xml, account, currency);
        } catch (XmlException e) {
            throw new BankFileException($"This is no XML that is read here: {e.Message}");
        }
    }

    private static List<StatementEntry> Entries(XmlReader xml, BankAccount account, string currency) {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "Document" || !xml.NamespaceURI.StartsWith(Family, StringComparison.Ordinal)) {
            throw new BankFileException($"This is no statement of a bank (camt.053): it begins with {xml.LocalName} of '{xml.NamespaceURI}'.");
        }
        var (entries, statement, statements) = (new List<StatementEntry>(), new Heading("", false), 0);
        xml.Read();
        while (!xml.EOF) {
            if (xml.NodeType != XmlNodeType.Element) {
                xml.Read();
            } else if (xml is { Depth: 1, LocalName: "BkToCstmrStmt" }) {
                xml.Read();
            } else if (xml is { Depth: 2, LocalName: "Stmt" }) {
                (statement, statements) = (new("", false), statements + 1);
                xml.Read();
            } else if (xml is { Depth: 3, LocalName: "Id" or "Acct" or "Ntry" }) {
                var line = ((IXmlLineInfo)xml).LineNumber;
                var part = (XElement)XNode.ReadFrom(xml);
                if (part.Name.LocalName == "Id") statement = statement with { Id = part.Value.Trim() };
                else if (part.Name.LocalName == "Acct") statement = statement with { IsOurs = Demand(part, account, currency, line) };
                else if (statement is { IsOurs: true, Id.Length: > 0 }) entries.AddRange(new EntryReader(statement.Id, account.Iban, line, entries.Count).Read(part));
                else throw new BankFileException($"Line {line}: an entry before the statement says its name (Id) and of which account it is (Acct).");
                if (entries.Count > BankLimits.BankFileEntriesMax) throw new BankFileException($"More than {BankLimits.BankFileEntriesMax} entries in one file. Have the bank give fewer days at once.");
            } else {
                xml.Skip();
            }
        }
        // A name that stands in one file twice is no name: neither a repetition nor another payment can be told from the first.
        var named = new HashSet<string>();
        return statements > 0 ? [.. entries.Select(e => e.Reference is null || named.Add(e.Id) ? e : e with { Reference = null })] : throw new BankFileException("There is no statement in this file.");
    }

    // Two statements of other accounts would be two banks' names for one entry, and money that this house does not have.
    private static bool Demand(XElement of, BankAccount account, string currency, int line) {
        var number = of.Child("Id")?.Elements().FirstOrDefault();
        var text = (number?.Name.LocalName == "IBAN" ? number.Value : number?.Child("Id")?.Value) ?? "";
        if (Iban.Read(text).Iban != account.Iban) throw new BankFileException($"Line {line}: this statement is of the account '{text}', not of this house's, {Iban.Grouped(account.Iban)} (--bank-iban).");
        if (of.Child("Ccy")?.Value is { } other && other != currency) throw new BankFileException($"Line {line}: this account is in {other}; this house's money is {currency}.");
        return true;
    }

    private sealed record Heading(string Id, bool IsOurs);
}

/// <summary>Looks into what was read, whatever version its names are of.</summary>
internal static class IsoElements {
    /// <summary>The first child of a name; null for none.</summary>
    public static XElement? Child(this XElement? of, string name) => of?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>All children of a name.</summary>
    public static IEnumerable<XElement> Children(this XElement of, string name) => of.Elements().Where(e => e.Name.LocalName == name);

    /// <summary>What stands at a path, without spaces around it; null for nothing.</summary>
    public static string? Text(this XElement? of, params string[] path) =>
        path.Aggregate(of, (at, name) => at.Child(name)) is { } found && found.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An amount and its currency; null for what is none.</summary>
    public static (decimal Value, string Currency)? Money(this XElement? of) =>
        of is not null && of.Attribute("Ccy")?.Value is { } currency && decimal.TryParse(of.Value.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            && value <= PayLimits.MinorMax ? (value, currency) : null;
}
