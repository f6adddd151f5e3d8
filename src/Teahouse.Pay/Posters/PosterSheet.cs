using System.Globalization;
using Teahouse.Pay.Paper;
using Teahouse.People;

namespace Teahouse.Pay.Posters;

/// <summary>What stands on a poster, and where: one sheet of A6 in points. What is larger is the same, larger.</summary>
/// <param name="Lines">Its text.</param>
/// <param name="Qr">Its code.</param>
internal sealed record PosterSheet(IReadOnlyList<PosterLine> Lines, QrPath Qr) {
    /// <summary>A6 (points).</summary>
    public const float Width = 297.64f, Height = 419.53f;

    /// <summary>The middle.</summary>
    public const float Middle = Width / 2;

    /// <summary>The code with its quiet zone (points): some 6 cm.</summary>
    public const float QrSide = 190, QrTop = 134;

    /// <summary>The house's mark (points across).</summary>
    public const float MarkSide = 26, MarkTop = 22;

    /// <summary>Colours: ink, second line, jade.</summary>
    public const string Ink = "#1E2321", Grey = "#565D58", Jade = "#1E5548";

    private const float NameSize = 24, NameWidthMax = 258;

    /// <summary>The house's mark, in a square of 64.</summary>
    public static IReadOnlyList<MarkShape> Mark { get; } = [
        new("M2 32a30 30 0 1 0 60 0a30 30 0 1 0 -60 0z", "#CFE2D8", "#2B6F5E", 3.2f), new("M11.5 32a20.5 20.5 0 1 0 41 0a20.5 20.5 0 1 0 -41 0z", "#C98B33", "#2B6F5E", 1.6f),
        new("M18.5 28a14.5 14.5 0 0 1 10-9.2", null, "#F3DBAE", 3),
    ];

    /// <summary>Lays a sheet out. Both languages stand on it: it hangs where everybody passes.</summary>
    /// <param name="poster">Whose code.</param>
    /// <param name="name">Their name.</param>
    /// <param name="isVerified">Whether the operator has seen who they are.</param>
    /// <param name="house">The house.</param>
    public static PosterSheet Of(PosterRow poster, PosterName name, bool isVerified, House house) {
        var size = Math.Min(NameSize, NameWidthMax / Wide(name.Shown));
        List<PosterLine> lines = [
            new(62, 9, house.ServerName, Grey),
            new(93, size, name.Shown, Ink),
            new(110, 9.5f, isVerified ? "Verified by the house · 茶馆已核实" : "Private · 个人", isVerified ? Jade : Grey),
            .. poster.Label is { } label ? [new PosterLine(126, 11, label, Ink)] : Array.Empty<PosterLine>(),
            new(340, 12, "Scan with Teahouse to pay · 用茶馆扫一扫付款", Ink),
            .. poster.Amount is { } minor ? Bill(minor, poster) : Open,
            new(384, 9, "Is the name on your phone this one? · 请核对手机上的名字", Grey),
            new(405, 7, string.Join(' ', poster.Id.Chunk(4).Select(four => new string(four))), Grey),
        ];
        return new(lines, QrPath.Of(poster.Written(name, house)));
    }

    private static PosterLine[] Open => [new(362, 9, $"At most {Money(PayLimits.PosterDayMinorMax)} a day by posters · 海报付款每天最多 {Money(PayLimits.PosterDayMinorMax)}", Grey)];

    private static PosterLine[] Bill(long minor, PosterRow poster) => [
        new(363, 19, Money(minor) + (poster.Reference is { } reference ? $" · {reference}" : ""), Ink)];

    private static string Money(long minor) => minor % 100 == 0 ? $"¥{minor / 100:0}" : $"¥{(minor / 100m).ToString("0.00", CultureInfo.InvariantCulture)}";

    // How wide a line is, in sizes: Chinese letters are as wide as high, others about half.
    private static float Wide(string text) => Math.Max(1, text.EnumerateRunes().Sum(r => r.Value < 0x2E80 ? 0.6f : 1f));
}

/// <summary>A line of text, in the middle.</summary>
/// <param name="Y">Its base line (points from the top).</param>
/// <param name="Size">In points.</param>
/// <param name="Text">What it says.</param>
/// <param name="Colour">In the words of CSS.</param>
internal sealed record PosterLine(float Y, float Size, string Text, string Colour);

/// <summary>A shape of the mark.</summary>
/// <param name="Path">In the words of SVG.</param>
/// <param name="Fill">Null for none.</param>
/// <param name="Stroke">The line's colour.</param>
/// <param name="Wide">The line's width.</param>
internal sealed record MarkShape(string Path, string? Fill, string Stroke, float Wide);
