using System.Globalization;
using System.Text;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/// <summary>A size in which pictures are made smaller. There are few, so that nobody makes the server fill its disk with sizes.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Crop">Whether the picture is cut to fill it; otherwise it is made to fit.</param>
internal sealed record ThumbnailSize(int Width, int Height, bool Crop) {
    /// <summary>As large as it is, for who asks for more than the largest: nobody may get less than they asked for.</summary>
    public static readonly ThumbnailSize Whole = new(TalkLimits.ThumbnailSideMax, TalkLimits.ThumbnailSideMax, Crop: false);

    // Content repository, "Thumbnails", and two larger squares, for faces on dense screens.
    private static readonly ThumbnailSize[] Crops = [new(32, 32, true), new(96, 96, true), new(320, 320, true), new(640, 640, true)];
    private static readonly ThumbnailSize[] Scales = [new(320, 240, false), new(640, 480, false), new(800, 600, false), new(1600, 1200, false)];

    /// <summary>The smallest that is no smaller than what is asked for.</summary>
    public static ThumbnailSize For(int width, int height, bool crop) =>
        Array.Find(crop ? Crops : Scales, size => size.Width >= width && size.Height >= height) ?? Whole;

    /// <summary>Reads what a request asks for.</summary>
    /// <exception cref="MatrixRefusalException">M_MISSING_PARAM, M_INVALID_PARAM.</exception>
    public static ThumbnailSize FromRequest(string? width, string? height, string? method) =>
        For(Side("width", width), Side("height", height), method switch {
            null or "scale" => false,
            "crop" => true,
            _ => throw MatrixError.InvalidParam("'method' is crop or scale.").Thrown(),
        });

    /// <summary>The size's name in rows.</summary>
    public string Name(bool animated) {
        var name = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Width}x{Height}");
        if (Crop) name.Append("-crop");
        if (animated) name.Append("-animated");
        return name.ToString();
    }

    private static int Side(string name, string? text) =>
        text is null ? throw MatrixError.MissingParam($"'{name}' is missing.").Thrown()
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side > 0
            ? side : throw MatrixError.InvalidParam($"'{name}' is a whole number of pixels.").Thrown();
}
