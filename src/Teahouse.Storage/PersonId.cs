using System.Globalization;
using System.Security.Cryptography;

namespace Teahouse.Storage;

/// <summary>
/// Names a person in every row that is about them. It is random, says nothing about the person and is never shown
/// outside the server; the handle, which everybody sees, is in no row but the person's own.
/// </summary>
/// <param name="Value">1 to 2^62 - 1.</param>
public readonly record struct PersonId(long Value) {
    /// <summary>A new id that nobody can guess.</summary>
    public static PersonId New() {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return new((BitConverter.ToInt64(bytes) & 0x3FFF_FFFF_FFFF_FFFF) | 1);
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
