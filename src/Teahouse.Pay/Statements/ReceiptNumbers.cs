using System.Security.Cryptography;

namespace Teahouse.Pay.Statements;

/// <summary>Receipt numbers: what both sides call a movement.</summary>
internal static class ReceiptNumbers {
    /// <summary>Digits and letters that nobody takes for one another.</summary>
    public const string Characters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>How many a number has: 50 bits.</summary>
    public const int Length = 10;

    /// <summary>That of a transfer without a charge: drawn from its id, which both sides share.</summary>
    public static string Of(ReadOnlySpan<byte> id) {
        var drawn = SHA256.HashData([.. "receipt"u8, .. id]);
        return string.Create(Length, drawn, (number, bytes) => {
            for (var i = 0; i < number.Length; i++) number[i] = Characters[bytes[i] % Characters.Length];
        });
    }
}
