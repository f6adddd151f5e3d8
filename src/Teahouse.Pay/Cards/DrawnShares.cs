using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Teahouse.Pay.Cards;

/// <summary>
/// Divides a red packet. Each share but the last is drawn from 1 to twice the mean of what is left, less 1, and leaves at least 1 for each
/// of the others; then all are shuffled, because the last ones drawn differ most. All of it follows from the seed, whose SHA-256 stands on
/// the card from the beginning: when the packet has ended the seed is told, and anybody can draw again.
/// </summary>
internal sealed class DrawnShares {
    /// <summary>Bytes of a seed.</summary>
    public const int SeedBytes = 32;

    private readonly byte[] seed;
    private ulong drawn;

    private DrawnShares(byte[] seed) => this.seed = seed;

    /// <summary>Shares that differ.</summary>
    /// <param name="seed">Random bytes.</param>
    /// <param name="total">Minor units, at least one for each.</param>
    /// <param name="count">How many.</param>
    public static long[] Random(byte[] seed, long total, int count) {
        var draw = new DrawnShares(seed);
        var shares = new long[count];
        var left = total;
        for (var i = 0; i < count - 1; i++) {
            var others = count - i - 1;
            shares[i] = 1 + draw.Below(Math.Min(2 * left / (others + 1) - 1, left - others));
            left -= shares[i];
        }
        shares[^1] = left;
        for (var i = count - 1; i > 0; i--) {
            var j = draw.Below(i + 1);
            (shares[i], shares[j]) = (shares[j], shares[i]);
        }
        return shares;
    }

    /// <summary>Shares that are alike: where the total does not divide, the first ones have one minor unit more.</summary>
    public static long[] Equal(long total, int count) => [.. Enumerable.Range(0, count).Select(i => total / count + (i < total % count ? 1 : 0))];

    // From 0 to below the end, each as likely: HMAC-SHA256 of how many were drawn before, its first eight bytes; those too high are left out.
    private long Below(long end) {
        Span<byte> message = stackalloc byte[8];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var fair = ulong.MaxValue - ulong.MaxValue % (ulong)end;
        while (true) {
            BinaryPrimitives.WriteUInt64BigEndian(message, drawn++);
            HMACSHA256.HashData(seed, message, mac);
            var value = BinaryPrimitives.ReadUInt64BigEndian(mac);
            if (value < fair) return (long)(value % (ulong)end);
        }
    }
}
