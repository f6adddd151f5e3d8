using Microsoft.Net.Http.Headers;

namespace Teahouse.Talk.Media;

/// <summary>What a file is served as.</summary>
/// <param name="ContentType">The content type.</param>
/// <param name="Inline">Whether a browser may show it in place: raster pictures, sound and video whose bytes bear them out.</param>
internal sealed record MediaType(string ContentType, bool Inline) {
    /// <summary>How many bytes at the beginning of a file tell what it is.</summary>
    public const int HeadBytes = 64;

    private static readonly MediaType Bytes = new("application/octet-stream", Inline: false);

    private static readonly Dictionary<string, Signature> Shown = new(StringComparer.Ordinal) {
        ["image/jpeg"] = Signature.Jpeg, ["image/png"] = Signature.Png, ["image/apng"] = Signature.Png, ["image/gif"] = Signature.Gif,
        ["image/webp"] = Signature.Webp, ["image/avif"] = Signature.Mp4, ["video/mp4"] = Signature.Mp4, ["audio/mp4"] = Signature.Mp4,
        ["video/quicktime"] = Signature.Mp4, ["video/webm"] = Signature.Matroska, ["audio/webm"] = Signature.Matroska,
        ["video/ogg"] = Signature.Ogg, ["audio/ogg"] = Signature.Ogg, ["audio/mpeg"] = Signature.Mpeg, ["audio/aac"] = Signature.Mpeg,
        ["audio/flac"] = Signature.Flac, ["audio/x-flac"] = Signature.Flac, ["audio/wav"] = Signature.Wave, ["audio/wave"] = Signature.Wave,
        ["audio/x-wav"] = Signature.Wave, ["audio/x-pn-wav"] = Signature.Wave,
    };

    private enum Signature { Unknown, Jpeg, Png, Gif, Webp, Mp4, Matroska, Ogg, Mpeg, Flac, Wave }

    /// <summary>What a file is served as that was uploaded as <paramref name="claimed"/>. What lies about itself is only bytes.</summary>
    public static MediaType Of(string? claimed, ReadOnlySpan<byte> head) {
        // A quoted parameter may hold what no header of an answer can.
        if (claimed is not { Length: <= TalkLimits.IdBytesMax } || claimed.AsSpan().ContainsAnyExceptInRange(' ', '~')) return Bytes;
        if (!MediaTypeHeaderValue.TryParse(claimed, out var type)) return Bytes;
        var name = type.MediaType.ToString().ToLowerInvariant();
        if (!Shown.TryGetValue(name, out var signature)) return new(type.ToString(), Inline: false);
        return SignatureOf(head) == signature ? new(name, Inline: true) : Bytes;
    }

    private static Signature SignatureOf(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Signature.Jpeg
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Signature.Png
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? Signature.Gif
        : head.StartsWith("RIFF"u8) && Follows(head, 8, "WEBP"u8) ? Signature.Webp
        : head.StartsWith("RIFF"u8) && Follows(head, 8, "WAVE"u8) ? Signature.Wave
        : Follows(head, 4, "ftyp"u8) ? Signature.Mp4
        : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? Signature.Matroska
        : head.StartsWith("OggS"u8) ? Signature.Ogg
        : head.StartsWith("fLaC"u8) ? Signature.Flac
        // A tag, or the eleven set bits with which a frame of MPEG audio or AAC begins.
        : head.StartsWith("ID3"u8) || (head.Length > 1 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0) ? Signature.Mpeg
        : Signature.Unknown;

    private static bool Follows(ReadOnlySpan<byte> head, int at, ReadOnlySpan<byte> what) => head.Length > at && head[at..].StartsWith(what);
}
