using System.Security.Cryptography;

namespace Teahouse.Host.Backup;

/// <summary>Counts a part and takes its SHA-256 while it goes by.</summary>
internal sealed class PartDigest(string name) : IDisposable {
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;

    /// <summary>How many things it holds.</summary>
    public long Count { get; private set; }

    /// <summary>Says that a thing begins.</summary>
    public void Begin() => Count++;

    /// <summary>Takes bytes of it.</summary>
    public void Add(ReadOnlySpan<byte> some) {
        hash.AppendData(some);
        bytes += some.Length;
    }

    /// <summary>What it comes to.</summary>
    public BackupPart Part() => new(name, Count, bytes, Convert.ToHexStringLower(hash.GetCurrentHash()));

    public void Dispose() => hash.Dispose();
}
