using System.Buffers.Text;

namespace Teahouse.Talk.Events;

/// <summary>Base64 without padding (appendices, "Unpadded Base64").</summary>
internal static class UnpaddedBase64 {
    /// <summary>Encodes.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <summary>Decodes the standard or the URL-safe alphabet, with or without padding; empty when it is neither.</summary>
    public static byte[] Decode(string text) {
        var urlSafe = text.Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(urlSafe) ? Base64Url.DecodeFromChars(urlSafe) : [];
    }
}
