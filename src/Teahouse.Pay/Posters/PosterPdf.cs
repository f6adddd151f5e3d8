using SkiaSharp;
using Teahouse.Pay.Paper;

namespace Teahouse.Pay.Posters;

/// <summary>A poster as PDF, with the letters that it uses in it.</summary>
internal static class PosterPdf {
    private const float A5 = 1.4142f;

    /// <summary>Draws it; null where this machine has no letters for it.</summary>
    /// <param name="sheet">What stands on it.</param>
    /// <param name="isA5">Twice as large as A6.</param>
    public static byte[]? Draw(PosterSheet sheet, bool isA5) {
        var faces = sheet.Lines.Select(line => PaperFont.For(line.Text)).ToArray();
        if (faces.Any(face => face is null)) return null;
        var scale = isA5 ? A5 : 1;
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream)) {
            var canvas = document.BeginPage(PosterSheet.Width * scale, PosterSheet.Height * scale);
            canvas.Scale(scale);
            Mark(canvas);
            for (var i = 0; i < faces.Length; i++) Line(canvas, sheet.Lines[i], faces[i]!);
            Qr(canvas, sheet.Qr);
            document.EndPage();
        }
        return stream.ToArray();
    }

    private static void Mark(SKCanvas canvas) {
        canvas.Save();
        canvas.Translate(PosterSheet.Middle - PosterSheet.MarkSide / 2, PosterSheet.MarkTop);
        canvas.Scale(PosterSheet.MarkSide / 64);
        foreach (var shape in PosterSheet.Mark) {
            using var path = SKPath.ParseSvgPathData(shape.Path);
            using var fill = new SKPaint { Color = SKColor.Parse(shape.Fill ?? "#00000000"), IsAntialias = true };
            using var line = new SKPaint { Color = SKColor.Parse(shape.Stroke), IsStroke = true, StrokeWidth = shape.Wide, StrokeCap = SKStrokeCap.Round, IsAntialias = true };
            if (shape.Fill is not null) canvas.DrawPath(path, fill);
            canvas.DrawPath(path, line);
        }
        canvas.Restore();
    }

    private static void Line(SKCanvas canvas, PosterLine line, SKTypeface face) {
        using var font = new SKFont(face, line.Size) { Subpixel = true };
        using var ink = new SKPaint { Color = SKColor.Parse(line.Colour), IsAntialias = true };
        canvas.DrawText(line.Text, PosterSheet.Middle, line.Y, SKTextAlign.Center, font, ink);
    }

    private static void Qr(SKCanvas canvas, QrPath qr) {
        var scale = PosterSheet.QrSide / (qr.Size + 2 * QrPath.Quiet);
        canvas.Translate(PosterSheet.Middle - qr.Size * scale / 2, PosterSheet.QrTop + QrPath.Quiet * scale);
        canvas.Scale(scale);
        using var path = SKPath.ParseSvgPathData(qr.Path);
        using var black = new SKPaint { Color = SKColors.Black };
        canvas.DrawPath(path, black);
    }
}
