using NetVips;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/// <summary>
/// Makes pictures smaller with libvips. A stranger made them, so: only formats whose loaders are meant for that, the header before
/// any pixel, nothing that is too large or cut short, one thread, no cache. Nothing of the original's data about itself goes along.
/// </summary>
internal sealed class PictureReducer {
    private const int JpegQuality = 82;
    private const int WebpQuality = 75;

    private static readonly HashSet<string> Formats = ["image/jpeg", "image/png", "image/apng", "image/gif", "image/webp"];

    static PictureReducer() {
        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        // Its warnings quote the picture; what matters comes as an exception.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.All, static (_, _, _) => { });
    }

    /// <summary>Writes the smaller picture.</summary>
    /// <param name="source">The picture's file.</param>
    /// <param name="contentType">What it is served as.</param>
    /// <param name="size">Into which size.</param>
    /// <param name="animated">Whether it may move.</param>
    /// <param name="target">Where to write.</param>
    /// <returns>The content type of what was written.</returns>
    /// <exception cref="MatrixRefusalException">M_UNKNOWN for what is no picture, M_TOO_LARGE.</exception>
    public static string Reduce(string source, string contentType, ThumbnailSize size, bool animated, Stream target) {
        if (!Formats.Contains(contentType)) throw NoPicture.Thrown();
        try {
            var moves = Inspect(source, animated);
            using var small = Image.Thumbnail(source + (moves ? "[n=-1]" : ""), size.Width, height: size.Height, size: Enums.Size.Down,
                crop: size.Crop ? Enums.Interesting.Centre : null, failOn: Enums.FailOn.Truncated);
            return Save(small, moves, target);
        } catch (VipsException) {
            throw NoPicture.Thrown();
        }
    }

    private static MatrixError NoPicture => new(400, "M_UNKNOWN", "This cannot be made smaller.");

    // Reads the header alone.
    private static bool Inspect(string source, bool animated) {
        using var header = Image.NewFromFile(source, access: Enums.Access.Sequential);
        var pixels = (long)header.Width * header.Height;
        if (pixels > TalkLimits.ThumbnailSourcePixelsMax) throw MatrixError.TooLarge("This picture is too large to be made smaller.").Thrown();
        return animated && header.Contains("n-pages") && header.Get("n-pages") is int frames
            && frames > 1 && pixels * frames <= TalkLimits.ThumbnailSourcePixelsMax;
    }

    private static string Save(Image picture, bool moves, Stream target) {
        if (moves) {
            picture.WebpsaveStream(target, q: WebpQuality, keep: Enums.ForeignKeep.None);
            return "image/webp";
        }
        if (picture.HasAlpha()) {
            picture.PngsaveStream(target, keep: Enums.ForeignKeep.None);
            return "image/png";
        }
        picture.JpegsaveStream(target, q: JpegQuality, keep: Enums.ForeignKeep.None);
        return "image/jpeg";
    }
}
