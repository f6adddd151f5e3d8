using System.Security.Cryptography;
using System.Text;

namespace Teahouse.Storage;

/// <summary>
/// Seals secrets that lie in the database with AES-256-GCM, under a key that does not. Each is bound to its name: one cannot be put in
/// another's place.
/// </summary>
/// <param name="key">32 bytes.</param>
public sealed class Seal(byte[] key) {
    /// <summary>Bytes of the key.</summary>
    public const int KeyBytes = 32;

    private const byte Form = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals a secret.</summary>
    public byte[] Close(string name, ReadOnlySpan<byte> secret) {
        var sealedOne = new byte[1 + NonceBytes + TagBytes + secret.Length];
        sealedOne[0] = Form;
        var nonce = sealedOne.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, sealedOne.AsSpan(1 + NonceBytes + TagBytes), sealedOne.AsSpan(1 + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(name));
        return sealedOne;
    }

    /// <summary>Opens what was sealed.</summary>
    /// <returns>The secret, or null when key, name or a bit of it is not the one that it was sealed with.</returns>
    public byte[]? Open(string name, ReadOnlySpan<byte> sealedOne) {
        if (sealedOne.Length < 1 + NonceBytes + TagBytes || sealedOne[0] != Form) return null;
        var secret = new byte[sealedOne.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try {
            aes.Decrypt(
                sealedOne.Slice(1, NonceBytes), sealedOne[(1 + NonceBytes + TagBytes)..], sealedOne.Slice(1 + NonceBytes, TagBytes), secret,
                Encoding.UTF8.GetBytes(name));
            return secret;
        } catch (AuthenticationTagMismatchException) {
            return null;
        }
    }
}
