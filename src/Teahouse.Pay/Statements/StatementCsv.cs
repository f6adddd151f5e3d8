using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Statements;

/// <summary>A statement as a table (RFC 4180), in UTF-8 with a mark at its beginning, without which spreadsheets take 中文 for something else.</summary>
internal static class StatementCsv {
    // What begins with one of these is reckoned by a spreadsheet. A name may begin with anything.
    private const string Reckoned = "=+-@\t\r\n＝＋－＠";

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/statements/csv",
        [Reads(DataClass.Profile)] ([AsParameters] StatementAsked asked, WalletSession session, DrawStatement draw, CancellationToken stop) => draw.As(
            session.Person, asked, s => TypedResults.File(Write(s, PaperWords.In(asked.Language)), "text/csv; charset=utf-8", s.FileName(".csv")), stop))
        .WithSummary("My statement of some days as a table.").Produces(StatusCodes.Status200OK, contentType: "text/csv").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);

    /// <summary>Writes it.</summary>
    public static byte[] Write(AccountStatement statement, PaperWords words) {
        var text = new StringBuilder();
        Row(text, words.Chinese ? ["收据号", "时间", "类型", "对方", "茶馆号", "收入", "支出", "余额", "币种", "备注"] : ["receipt", "time", "kind", "with", "handle", "in", "out", "balance", "currency", "note"]);
        Row(text, ["", Day(statement.From), words.Either("opening balance", "期初余额"), "", "", "", "", Money(statement.Opening), statement.Owner.Currency.Code, ""]);
        foreach (var movement in statement.Movements) {
            var minor = movement.Moved.Minor;
            Row(text, [
                movement.Receipt, statement.Local(movement.At).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), words.Kind(movement.Kind),
                Safe(NameOf(movement, words)), Safe(movement.With?.UserId.TrimStart('@') ?? ""), minor > 0 ? Money(minor) : "", minor < 0 ? Money(-minor) : "",
                Money(movement.Balance.Minor), statement.Owner.Currency.Code, Safe(movement.Note ?? "")]);
        }
        Row(text, ["", Day(statement.To), words.Either("closing balance", "期末余额"), "", "", "", "", Money(statement.Closing), statement.Owner.Currency.Code, ""]);
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

        string Money(long minor) => statement.Owner.Currency.Amount(minor);
    }

    /// <summary>A text that no spreadsheet reckons: one that begins like a formula is told to be a text.</summary>
    public static string Safe(string text) => text.TrimStart(' ', '\u00a0', '\u3000') is [var first, ..] && Reckoned.Contains(first, StringComparison.Ordinal) ? "'" + text : text;

    private static string NameOf(Movement movement, PaperWords words) =>
        movement.Face is { } face ? words.Either(face.English(), face.Chinese()) : movement.With?.VerifiedName ?? movement.With?.Name ?? "";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder text, string[] cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
