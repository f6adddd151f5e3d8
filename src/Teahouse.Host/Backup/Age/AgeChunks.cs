using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Teahouse.Host.Backup.Age;

/// <summary>
/// The content of an age file: chunks of 64 KiB, each sealed by ChaCha20-Poly1305 under its number and whether it is the last
/// (the STREAM construction), so that none can be left out, moved or cut off unseen.
/// </summary>
internal sealed class AgeChunks : IDisposable {
    /// <summary>Bytes of content in a chunk.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes that sealing adds to a chunk.</summary>
    public const int TagBytes = 16;

    /// <summary>Bytes between header and chunks.</summary>
    public const int NonceBytes = 16;

    private readonly ChaCha20Poly1305 cipher;
    private readonly byte[] nonce = new byte[12];
    private ulong number;

    public AgeChunks(byte[] fileKey, byte[] nonce) =>
        cipher = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, nonce, "payload"u8.ToArray()));

    /// <summary>Seals the next chunk.</summary>
    public void Seal(ReadOnlySpan<byte> content, Span<byte> sealedChunk, bool isLast) {
        cipher.Encrypt(Nonce(isLast), content, sealedChunk[..content.Length], sealedChunk.Slice(content.Length, TagBytes));
        number++;
    }

    /// <summary>Opens the next chunk; it is tried again with the other flag when this says that it is not that.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedChunk, Span<byte> content, bool isLast) {
        if (sealedChunk.Length < TagBytes) return false;
        try {
            cipher.Decrypt(Nonce(isLast), sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], content[..(sealedChunk.Length - TagBytes)]);
            number++;
            return true;
        } catch (AuthenticationTagMismatchException) {
            return false;
        }
    }

    /// <summary>Whether no chunk was opened yet.</summary>
    public bool IsFirst => number == 0;

    public void Dispose() => cipher.Dispose();

    private byte[] Nonce(bool isLast) {
        BinaryPrimitives.WriteUInt64BigEndian(nonce.AsSpan(3), number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        // The counter's eleven bytes: eight of them are more than any file has chunks.
        return nonce;
    }
}
