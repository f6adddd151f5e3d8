using SkiaSharp;

namespace Teahouse.Pay.Paper;

/// <summary>
/// The letters of what Pay prints. They come from the machine, because one font with all Chinese letters weighs more than the whole house:
/// Noto (SIL Open Font License) by preference, which the operator's manual names; of what is printed only the letters used go along.
/// </summary>
internal static class PaperFont {
    // Face 2 of Noto's collections is the simplified Chinese one.
    private static readonly (string File, int Face)[] Known = [
        ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2), ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2), ("/usr/share/fonts/opentype/source-han-sans/SourceHanSans-Regular.ttc", 2),
        ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0), ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0),
        ("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf", 0),
    ];

    // Opened once: they stay mapped, and Skia may be asked by many at once.
    private static readonly Lazy<SKTypeface[]> Present = new(() => [
        .. Known.Where(f => File.Exists(f.File)).Select(f => SKTypeface.FromFile(f.File, f.Face)).OfType<SKTypeface>()]);

    /// <summary>A font with all letters of a text; null where this machine has none.</summary>
    public static SKTypeface? For(string text) => Present.Value.FirstOrDefault(face => {
        using var font = new SKFont(face);
        return font.ContainsGlyphs(text);
    });
}
