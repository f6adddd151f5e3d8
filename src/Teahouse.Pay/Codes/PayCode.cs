using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Teahouse.Pay.Codes;

/// <summary>
/// What a payer shows, version 1: eighteen digits that are good once, for one payment, from one device, for a minute and a half. Prefix,
/// a one-time alias that the house gave the device, six digits of an HMAC over alias, time step, currency and amount, and a check digit.
/// </summary>
/// <param name="Alias">0 to 999,999,999.</param>
/// <param name="Mac">0 to 999,999.</param>
internal readonly record struct PayCode(long Alias, long Mac) {
    /// <summary>How many digits a code has.</summary>
    public const int Length = 18;

    /// <summary>Seconds of a time step.</summary>
    public const int StepSeconds = 30;

    private const string Prefix = "79";
    private const long AliasEnd = 1_000_000_000;
    private const long MacEnd = 1_000_000;

    /// <summary>The time step of an instant.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The HMAC that a code is made of.</summary>
    /// <param name="key">The device's.</param>
    /// <param name="alias">The one-time number.</param>
    /// <param name="step">The time step.</param>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="amount">Minor units; 0 for open.</param>
    public static byte[] MacOf(ReadOnlySpan<byte> key, long alias, long step, int currency, long amount) {
        Span<byte> message = stackalloc byte[30];
        "TPC1"u8.CopyTo(message);
        BinaryPrimitives.WriteInt64BigEndian(message[4..], alias);
        BinaryPrimitives.WriteInt64BigEndian(message[12..], step);
        BinaryPrimitives.WriteUInt16BigEndian(message[20..], checked((ushort)currency));
        BinaryPrimitives.WriteInt64BigEndian(message[22..], amount);
        return HMACSHA256.HashData(key, message);
    }

    /// <summary>The code of an alias and an HMAC.</summary>
    public static PayCode Of(long alias, ReadOnlySpan<byte> mac) => new(alias, (long)(BinaryPrimitives.ReadUInt64BigEndian(mac) % MacEnd));

    /// <summary>Reads eighteen digits, as typed or scanned; spaces between them do not count.</summary>
    /// <exception cref="MalformedCodeException">It is no such code.</exception>
    public static PayCode Read(string text) {
        var digits = string.Concat(text.Where(c => c != ' '));
        if (digits.Length != Length || !digits.All(char.IsAsciiDigit)) throw new MalformedCodeException("a pay code has 18 digits");
        if (!digits.StartsWith(Prefix, StringComparison.Ordinal)) throw new MalformedCodeException("a pay code begins with 79");
        if (CheckDigit(digits[..^1]) != digits[^1]) throw new MalformedCodeException("a digit is wrong");
        return new(long.Parse(digits.AsSpan(2, 9), CultureInfo.InvariantCulture), long.Parse(digits.AsSpan(11, 6), CultureInfo.InvariantCulture));
    }

    /// <summary>The eighteen digits.</summary>
    public override string ToString() {
        if (Alias is < 0 or >= AliasEnd || Mac is < 0 or >= MacEnd) throw new InvalidOperationException("A pay code's numbers are out of range.");
        var digits = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Alias:000000000}{Mac:000000}");
        return digits + CheckDigit(digits);
    }

    // Luhn (ISO/IEC 7812-1): every second digit from the right counts double.
    private static char CheckDigit(string digits) {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++) {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }
        return (char)('0' + (10 - sum % 10) % 10);
    }
}
