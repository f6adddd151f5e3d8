using System.Globalization;
using System.Text;
using QRCoder;

namespace Teahouse.Pay.Paper;

/// <summary>A QR code as a path of unit squares: level M, bytes only, nothing in its middle.</summary>
/// <param name="Path">In the words of SVG.</param>
/// <param name="Size">Modules of a side, without the quiet zone.</param>
internal sealed record QrPath(string Path, int Size) {
    /// <summary>Light modules around it, which the standard wants.</summary>
    public const int Quiet = 4;

    /// <summary>Draws a text; with letters beyond ASCII behind an ECI header for UTF-8 (EMVCo MPM v1.0 §4.12).</summary>
    public static QrPath Of(string text) {
        var isAscii = text.All(char.IsAscii);
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: !isAscii, utf8BOM: false, isAscii ? QRCodeGenerator.EciMode.Default : QRCodeGenerator.EciMode.Utf8);
        var rows = code.ModuleMatrix;
        var (quiet, size) = (Quiet, rows.Count - 2 * Quiet);
        var path = new StringBuilder();
        for (var y = 0; y < size; y++) {
            // Dark modules that touch are one shape, so that no hairline shows between them.
            for (var x = 0; x < size; x++) {
                if (!rows[y + quiet][x + quiet]) continue;
                var from = x;
                while (x < size && rows[y + quiet][x + quiet]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        return new(path.ToString(), size);
    }
}
