using System.Security.Cryptography;

namespace Teahouse.Host.Backup.Age;

/// <summary>One line of an age header, and the body below it: the file's key, wrapped for one recipient.</summary>
/// <param name="Type">How it is wrapped.</param>
/// <param name="Arguments">What stands behind the type.</param>
/// <param name="Body">The wrapped key.</param>
internal sealed record AgeStanza(string Type, IReadOnlyList<string> Arguments, byte[] Body) {
    /// <summary>Bytes of a file's key.</summary>
    public const int FileKeyBytes = 16;

    private const int TagBytes = 16;

    /// <summary>Wraps a file's key. The wrapping key is used for nothing else, so the nonce is zero.</summary>
    public static byte[] Wrap(byte[] wrappingKey, byte[] fileKey) {
        var body = new byte[FileKeyBytes + TagBytes];
        using var cipher = new ChaCha20Poly1305(wrappingKey);
        cipher.Encrypt(stackalloc byte[12], fileKey, body.AsSpan(0, FileKeyBytes), body.AsSpan(FileKeyBytes));
        return body;
    }

    /// <returns>The file's key, or null when it was wrapped with another key.</returns>
    /// <exception cref="AgeException">The body is no wrapped key at all.</exception>
    public byte[]? Unwrap(byte[] wrappingKey) {
        var fileKey = new byte[FileKeyBytes];
        using var cipher = new ChaCha20Poly1305(wrappingKey);
        try {
            cipher.Decrypt(stackalloc byte[12], Body.AsSpan(0, FileKeyBytes), Body.AsSpan(FileKeyBytes), fileKey);
            return fileKey;
        } catch (AuthenticationTagMismatchException) {
            return null;
        }
    }

    /// <exception cref="AgeException">It has not this number of arguments, or its body is not as long as a wrapped key.</exception>
    public void Demand(int arguments) {
        if (Arguments.Count != arguments || Body.Length != FileKeyBytes + TagBytes) throw new AgeException(AgeProblem.HeaderDamaged);
    }

    /// <summary>Base64 as age writes it: without padding.</summary>
    public static string Base64(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <exception cref="AgeException">It is not the one way to write these bytes.</exception>
    public static byte[] FromBase64(string text) {
        var bytes = new byte[text.Length];
        var isBase64 = !text.Contains('=', StringComparison.Ordinal)
            && Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length)
            && Base64(bytes.AsSpan(0, length)) == text;
        return isBase64 ? bytes[..(text.Length * 3 / 4)] : throw new AgeException(AgeProblem.HeaderDamaged);
    }
}
