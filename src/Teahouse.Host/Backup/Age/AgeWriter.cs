using System.Security.Cryptography;

namespace Teahouse.Host.Backup.Age;

/// <summary>
/// Seals what is written to it into an age file (age-encryption.org/v1), 64 KiB at a time. Without <see cref="Finish"/> the file
/// has no last chunk and nobody takes it for whole. It works for a command: it blocks where it writes.
/// </summary>
internal sealed class AgeWriter : Stream {
    private readonly Stream file;
    private readonly AgeChunks chunks;
    private readonly byte[] content = new byte[AgeChunks.ChunkBytes];
    private readonly byte[] sealedChunk = new byte[AgeChunks.ChunkBytes + AgeChunks.TagBytes];
    private int filled;

    public AgeWriter(Stream file, IReadOnlyList<IAgeRecipient> recipients) {
        this.file = file;
        var fileKey = RandomNumberGenerator.GetBytes(AgeStanza.FileKeyBytes);
        file.Write(AgeHeader.Write(recipients, fileKey));
        var nonce = RandomNumberGenerator.GetBytes(AgeChunks.NonceBytes);
        file.Write(nonce);
        chunks = new(fileKey, nonce);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Writes the last chunk: the file is whole.</summary>
    public void Finish() => Seal(isLast: true);

    public override void Write(ReadOnlySpan<byte> buffer) {
        while (buffer.Length > 0) {
            // A full chunk waits until it is known whether it is the last.
            if (filled == content.Length) Seal(isLast: false);
            var part = buffer[..Math.Min(buffer.Length, content.Length - filled)];
            part.CopyTo(content.AsSpan(filled));
            filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) {
        if (disposing) chunks.Dispose();
        base.Dispose(disposing);
    }

    private void Seal(bool isLast) {
        chunks.Seal(content.AsSpan(0, filled), sealedChunk, isLast);
        file.Write(sealedChunk, 0, filled + AgeChunks.TagBytes);
        filled = 0;
    }
}
