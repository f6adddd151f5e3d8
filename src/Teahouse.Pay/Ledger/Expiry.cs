using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Teahouse.Pay.Ledger;

/// <summary>The names of the transfers by which the ledger itself frees what was held for too long.</summary>
internal static class Expiry {
    /// <summary>One name per pending transfer, so that it expires once.</summary>
    public static Guid IdOf(TransferId pending) {
        Span<byte> name = stackalloc byte[24];
        BinaryPrimitives.WriteInt64BigEndian(name, pending.Caller);
        pending.Id.TryWriteBytes(name[8..], bigEndian: true, out _);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, digest);
        return new(digest[..16], bigEndian: true);
    }
}
