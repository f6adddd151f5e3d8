namespace Teahouse.Host.Backup.Age;

/// <summary>Opens an age file and reads its content, 64 KiB at a time; every byte that it gives out has been checked. Whoever reads to the end knows that nothing was cut off or added.</summary>
internal sealed class AgeReader : Stream {
    private readonly Stream file;
    private readonly AgeChunks chunks;
    private readonly byte[] sealedChunk = new byte[AgeChunks.ChunkBytes + AgeChunks.TagBytes];
    private readonly byte[] content = new byte[AgeChunks.ChunkBytes];
    private int at;
    private int filled;
    private bool isLast;

    /// <exception cref="AgeException">The file does not open with any of these.</exception>
    public AgeReader(Stream file, IReadOnlyList<IAgeIdentity> identities) {
        this.file = file;
        var fileKey = AgeHeader.Open(file, identities);
        var nonce = new byte[AgeChunks.NonceBytes];
        if (file.ReadAtLeast(nonce, nonce.Length, throwOnEndOfStream: false) < nonce.Length) throw new AgeException(AgeProblem.HeaderDamaged);
        chunks = new(fileKey, nonce);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="AgeException">A chunk is not what was written, or the file ends before its end.</exception>
    public override int Read(Span<byte> buffer) {
        while (at == filled) {
            if (isLast) return End();
            Open();
        }
        var part = content.AsSpan(at, Math.Min(buffer.Length, filled - at));
        part.CopyTo(buffer);
        at += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing) {
        if (disposing) chunks.Dispose();
        base.Dispose(disposing);
    }

    private int End() => file.ReadByte() < 0 ? 0 : throw new AgeException(AgeProblem.PayloadDamaged);

    private void Open() {
        var read = file.ReadAtLeast(sealedChunk, sealedChunk.Length, throwOnEndOfStream: false);
        var chunk = sealedChunk.AsSpan(0, read);
        if (read == 0) throw new AgeException(AgeProblem.Truncated);
        var isFirst = chunks.IsFirst;
        if (chunks.TryOpen(chunk, content, isLast: false)) {
            if (read < sealedChunk.Length) throw new AgeException(AgeProblem.Truncated);
        } else {
            isLast = chunks.TryOpen(chunk, content, isLast: true);
            // Half a chunk at the end is a file that was cut off; the reader cannot tell it from one that was altered there.
            if (!isLast) throw new AgeException(read < sealedChunk.Length ? AgeProblem.Truncated : AgeProblem.PayloadDamaged);
            if (read == AgeChunks.TagBytes && !isFirst) throw new AgeException(AgeProblem.PayloadDamaged);
        }
        (at, filled) = (0, read - AgeChunks.TagBytes);
    }
}
