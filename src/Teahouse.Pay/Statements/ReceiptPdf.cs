using System.Globalization;
using SkiaSharp;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;
using Teahouse.Pay.Paper;

namespace Teahouse.Pay.Statements;

/// <summary>A receipt to keep or to hand over: A5, the amount and a line for each fact.</summary>
internal static class ReceiptPdf {
    // Points: 72 are an inch. What stands where on the page.
    private const float Width = 420, Height = 595, Margin = 40, LineHeight = 26, NoteHeight = 18;
    private const float HouseSize = 11, AmountSize = 34, FactSize = 12, NoteSize = 11;
    private static readonly SKColor Ink = SKColor.Parse("#1E2321"), Pale = SKColor.Parse("#565D58"), Hairline = SKColor.Parse("#EAE5DA");

    /// <summary>Draws it; null where this machine has no letters for it.</summary>
    /// <param name="receipt">What stands on it.</param>
    /// <param name="words">In which language.</param>
    /// <param name="house">The house's server name.</param>
    /// <param name="zone">Whose time.</param>
    public static byte[]? Draw(Receipt receipt, PaperWords words, string house, TimeZoneInfo zone) {
        var amount = Signed(receipt.Movement.Moved);
        var facts = Facts(receipt, words, zone);
        var note = words.Learned(receipt.Learned);
        string[] all = [amount, note, house, .. facts.Select(f => f.Name), .. facts.Select(f => f.Value)];
        if (all.Any(text => PaperFont.For(text) is null)) return null;
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream)) {
            var canvas = document.BeginPage(Width, Height);
            Text(canvas, $"Teahouse · {house}", Margin, 56, HouseSize, Pale);
            Text(canvas, amount, Margin, 112, AmountSize, Ink);
            var y = 160f;
            foreach (var (name, value) in facts) y = Fact(canvas, name, value, y);
            y += NoteHeight;
            foreach (var line in Broken(note, NoteSize, Width - 2 * Margin)) Text(canvas, line, Margin, y += NoteHeight, NoteSize, Pale);
            document.EndPage();
        }
        return stream.ToArray();
    }

    private static List<(string Name, string Value)> Facts(Receipt receipt, PaperWords words, TimeZoneInfo zone) {
        var movement = receipt.Movement;
        var facts = new List<(string, string)> {
            (words.Either("With", "对方"), NameOf(movement, words)), (words.Either("Kind", "类型"), words.Kind(movement.Kind)), (words.Either("Receipt", "收据号"), movement.Receipt),
        };
        // What somebody wrote in letters that this machine cannot draw stays in the wallet.
        if (movement.Note is { } note && PaperFont.For(note) is not null) facts.Add((words.Either("For", "用途"), note));
        if (movement.Kind is "refund" or "fee" or "feeBack" && receipt.PaidReceipt is { } paid) facts.Add((words.Either("Of the payment", "原付款"), paid));
        facts.Add((words.Either("When", "时间"), Moment(movement.At, zone)));
        if (receipt.Fee is { } fee) facts.Add((movement.Kind == "refund" ? words.Either("Fee back from the house", "茶馆退回手续费") : words.Either("Fee left to the house", "茶馆手续费"), Plain(fee)));
        if (movement.Kind == "refund") return facts;
        foreach (var refund in receipt.Refunds.Take(PayLimits.ReceiptRefundsMax)) {
            facts.Add(($"{words.Either("Given back", "已退")} {refund.Receipt}", $"{Plain(refund.Amount)}, {Moment(refund.At, zone)}"));
        }
        return facts;
    }

    // A name that has letters which this machine cannot draw gives way to the handle, which has no such letters.
    private static string NameOf(Movement movement, PaperWords words) {
        if (movement.Face is { } face) return words.Either(face.English(), face.Chinese());
        if (movement.Kind is "fee" or "feeBack") return words.Either("The house", "茶馆");
        if (movement.With is not { } other) return movement.Kind == "playMoney" ? words.Either("The sandbox's bank", "沙盒银行") : movement.Kind.StartsWith("money", StringComparison.Ordinal) ? words.Either("The bank", "银行") : "–";
        var name = other.VerifiedName ?? other.Name;
        return string.IsNullOrWhiteSpace(name) || PaperFont.For(name) is null ? other.UserId : name;
    }

    private static float Fact(SKCanvas canvas, string name, string value, float y) {
        Text(canvas, name, Margin, y, FactSize, Pale);
        foreach (var line in Broken(value, FactSize, Width / 2 - Margin)) {
            Text(canvas, line, Width - Margin, y, FactSize, Ink, SKTextAlign.Right);
            y += NoteHeight;
        }
        using var paint = new SKPaint { Color = Hairline, StrokeWidth = 0.5f };
        canvas.DrawLine(Margin, y - 8, Width - Margin, y - 8, paint);
        return y - NoteHeight + LineHeight + 4;
    }

    // Chinese breaks anywhere; where a line of words would be cut inside one, it breaks at the space before it.
    private static IEnumerable<string> Broken(string text, float size, float width) {
        using var font = new SKFont(PaperFont.For(text), size);
        for (var rest = text; rest.Length > 0;) {
            var fits = Math.Max(1, font.BreakText(rest, width));
            if (fits < rest.Length && rest.LastIndexOf(' ', fits - 1) is > 0 and var space) fits = space + 1;
            if (fits < rest.Length && char.IsHighSurrogate(rest[fits - 1])) fits++;
            yield return rest[..fits].TrimEnd();
            rest = rest[fits..];
        }
    }

    private static void Text(SKCanvas canvas, string text, float x, float y, float size, SKColor colour, SKTextAlign align = SKTextAlign.Left) {
        using var font = new SKFont(PaperFont.For(text), size) { Subpixel = true };
        using var ink = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, y, align, font, ink);
    }

    private static string Signed(Amount moved) =>
        $"{(moved.Minor < 0 ? "-" : "+")}{Iso4217.Find(moved.Currency)!.Amount(Math.Abs(moved.Minor))} {moved.Currency}";

    private static string Plain(Amount amount) => Iso4217.Find(amount.Currency)!.Amount(amount.Minor);

    private static string Moment(long at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
