namespace Teahouse.Host.Tests.BadInput;

/// <summary>Files as strangers upload them: beginnings of pictures, and what follows is noise.</summary>
internal static class Files {
    private static readonly byte[][] Beginnings = [
        [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 8, 6, 0, 0, 0],
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xC0, 0, 17, 8, 0xFF, 0xFF, 0xFF, 0xFF],
        [.. "GIF89a"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x80, 0, 0],
        [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        [.. "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8],
        [.. "<!DOCTYPE html><script>alert(1)</script>"u8],
        [.. "%PDF-1.7"u8],
        [],
    ];

    /// <summary>One of them.</summary>
    public static byte[] Some(Random random) {
        var noise = new byte[random.Next(300)];
        random.NextBytes(noise);
        return [.. Beginnings[random.Next(Beginnings.Length)], .. noise];
    }
}
