using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Statements;

/*  Many who read these files take only the letters of English. A person stands in them by the handle, which has no others, and a payee
    whose verified name has others by the face; the table of the same days has all names as they are. */

/// <summary>A statement as banks give it: ISO 20022, camt.053.001.08.</summary>
internal static class StatementCamt {
    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/statements/camt053", [Reads(DataClass.Profile)] async Task<IResult> (
            [AsParameters] StatementAsked asked, WalletSession session, DrawStatement draw, PeopleDirectory people, House house, TimeProvider clock, CancellationToken stop) => {
                var owner = await people.UserIdOf(session.Person, stop) ?? "";
                return await draw.As(session.Person, asked, s => TypedResults.File(Write(s, owner, house.ServerName, clock.GetUtcNow()), "application/xml", s.FileName(".xml")), stop);
            })
        .WithSummary("My statement of some days as camt.053.001.08.").Produces(StatusCodes.Status200OK, contentType: "application/xml").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);

    /// <summary>Writes it.</summary>
    /// <param name="statement">What stands in it.</param>
    /// <param name="owner">The owner's Matrix user id.</param>
    /// <param name="house">The house's server name.</param>
    /// <param name="now">When it is drawn up.</param>
    public static byte[] Write(AccountStatement statement, string owner, string house, DateTimeOffset now) {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true })) {
            var id = $"{AccountName(statement.Owner)}-{Short(statement.From)}-{Short(statement.To)}";
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("BkToCstmrStmt");
            Nested(xml, ["GrpHdr"], () => {
                xml.WriteElementString("MsgId", id);
                xml.WriteElementString("CreDtTm", Moment(now));
            });
            Nested(xml, ["Stmt"], () => Body(xml, statement, (id, owner, house), now));
        }
        return file.ToArray();
    }

    private static void Body(XmlWriter xml, AccountStatement statement, (string Id, string Owner, string House) names, DateTimeOffset now) {
        xml.WriteElementString("Id", names.Id);
        xml.WriteElementString("CreDtTm", Moment(now));
        Nested(xml, ["FrToDt"], () => {
            xml.WriteElementString("FrDtTm", Moment(statement.Local(Guarding.PayDay.Began(statement.From, statement.Zone))));
            xml.WriteElementString("ToDtTm", Moment(statement.Local(Guarding.PayDay.Began(statement.To.AddDays(1), statement.Zone) - 1)));
        });
        Nested(xml, ["Acct"], () => {
            Nested(xml, ["Id", "Othr"], () => xml.WriteElementString("Id", AccountName(statement.Owner)));
            xml.WriteElementString("Ccy", statement.Owner.Currency.Code);
            Nested(xml, ["Ownr"], () => xml.WriteElementString("Nm", Cut(names.Owner)));
            Nested(xml, ["Svcr", "FinInstnId"], () => xml.WriteElementString("Nm", Cut(names.House)));
        });
        Balance(xml, "OPBD", statement, statement.Opening, statement.From);
        Balance(xml, "CLBD", statement, statement.Closing, statement.To);
        Nested(xml, ["TxsSummry"], () => {
            Total(xml, "TtlCdtNtries", statement, [.. statement.Movements.Where(m => m.Moved.Minor > 0)]);
            Total(xml, "TtlDbtNtries", statement, [.. statement.Movements.Where(m => m.Moved.Minor < 0)]);
        });
        foreach (var movement in statement.Movements) Nested(xml, ["Ntry"], () => Entry(xml, statement, movement));
    }

    private static void Entry(XmlWriter xml, AccountStatement statement, Movement movement) {
        var at = statement.Local(movement.At);
        xml.WriteElementString("NtryRef", movement.Number.ToString(CultureInfo.InvariantCulture));
        Money(xml, statement, movement.Moved.Minor);
        Nested(xml, ["Sts"], () => xml.WriteElementString("Cd", "BOOK"));
        Nested(xml, ["BookgDt"], () => xml.WriteElementString("DtTm", Moment(at)));
        Nested(xml, ["ValDt"], () => xml.WriteElementString("Dt", Day(DateOnly.FromDateTime(at.DateTime))));
        xml.WriteElementString("AcctSvcrRef", movement.Receipt);
        Nested(xml, ["BkTxCd", "Prtry"], () => {
            xml.WriteElementString("Cd", movement.Kind);
            xml.WriteElementString("Issr", "Teahouse");
        });
        Nested(xml, ["NtryDtls", "TxDtls"], () => {
            Nested(xml, ["Refs"], () => xml.WriteElementString("EndToEndId", movement.Id.Replace("-", "", StringComparison.Ordinal)));
            Money(xml, statement, movement.Moved.Minor);
            if (NameOf(movement) is { } name) Nested(xml, ["RltdPties", movement.Moved.Minor > 0 ? "Dbtr" : "Cdtr", "Pty"], () => xml.WriteElementString("Nm", Cut(name)));
            if (movement.Note is { } note) Nested(xml, ["RmtInf"], () => xml.WriteElementString("Ustrd", note));
        });
    }

    private static string? NameOf(Movement movement) => movement.Face is { } face
        ? (face.Name is { } name && name.All(c => c is >= ' ' and <= '~') ? name : (face with { Name = null }).English()) : movement.With?.UserId;

    private static void Balance(XmlWriter xml, string code, AccountStatement statement, long minor, DateOnly day) => Nested(xml, ["Bal"], () => {
        Nested(xml, ["Tp", "CdOrPrtry"], () => xml.WriteElementString("Cd", code));
        Money(xml, statement, minor);
        Nested(xml, ["Dt"], () => xml.WriteElementString("Dt", Day(day)));
    });

    private static void Total(XmlWriter xml, string name, AccountStatement statement, IReadOnlyCollection<Movement> movements) => Nested(xml, [name], () => {
        xml.WriteElementString("NbOfNtries", movements.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("Sum", statement.Owner.Currency.Amount(Math.Abs(movements.Sum(m => m.Moved.Minor))));
    });

    private static void Money(XmlWriter xml, AccountStatement statement, long minor) {
        xml.WriteStartElement("Amt");
        xml.WriteAttributeString("Ccy", statement.Owner.Currency.Code);
        xml.WriteString(statement.Owner.Currency.Amount(Math.Abs(minor)));
        xml.WriteEndElement();
        xml.WriteElementString("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT");
    }

    private static void Nested(XmlWriter xml, string[] names, Action inside) {
        foreach (var name in names) xml.WriteStartElement(name);
        inside();
        foreach (var _ in names) xml.WriteEndElement();
    }

    // Says nothing of whose account it is, and is the same in every file.
    private static string AccountName(AccountOwner owner) {
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, owner.Account);
        return "TH" + Convert.ToHexString(SHA256.HashData([.. "statement"u8, .. number]).AsSpan(0, 5));
    }

    private static string Cut(string name) => name.Length <= PayLimits.CamtNameCharsMax ? name : name[..PayLimits.CamtNameCharsMax];

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Short(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
