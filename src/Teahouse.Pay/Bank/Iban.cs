namespace Teahouse.Pay.Bank;

/// <summary>Account numbers of banks: ISO 13616.</summary>
internal static class Iban {
    private const int CharsMin = 15;
    private const int CharsMax = 34;

    /// <summary>Reads one as people write it: in groups, in small letters.</summary>
    /// <returns>It as it is written for machines, or what is wrong with it.</returns>
    public static (string? Iban, string? Mistake) Read(string text) {
        var plain = string.Concat(text.Where(c => c is not (' ' or '\u00a0'))).ToUpperInvariant();
        if (plain.FirstOrDefault(c => !char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c)) is var odd and not '\0') return (null, $"An IBAN has letters and digits only, and '{odd}' is neither.");
        if (plain.Length is < CharsMin or > CharsMax) return (null, $"An IBAN has {CharsMin} to {CharsMax} letters and digits; this has {plain.Length}.");
        if (!char.IsAsciiLetter(plain[0]) || !char.IsAsciiLetter(plain[1]) || !char.IsAsciiDigit(plain[2]) || !char.IsAsciiDigit(plain[3])) {
            return (null, "An IBAN begins with two letters and two digits, as DE89 does.");
        }
        return Mod97.Holds(plain) ? (plain, null) : (null, "This IBAN's check digits do not fit: one character or more is mistyped.");
    }

    /// <summary>As people read it: in groups of four.</summary>
    public static string Grouped(string number) => string.Join(' ', number.Chunk(4).Select(c => new string(c)));
}
