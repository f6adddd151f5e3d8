namespace Teahouse.Host.Backup.Age;

/// <summary>Bech32 (BIP 173), which age writes its keys in: a word, 1, five bits a letter, and six letters that catch slips of the pen.</summary>
internal static class Bech32 {
    private const string Letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private const int ChecksumLetters = 6;

    private static readonly uint[] Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

    /// <summary>Writes bytes in small letters.</summary>
    public static string Encode(string word, ReadOnlySpan<byte> bytes) {
        var fives = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var b in bytes) {
            (bits, held) = ((bits << 8) | b, held + 8);
            for (; held >= 5; held -= 5) fives.Add((byte)((bits >> (held - 5)) & 31));
            bits &= (1 << held) - 1;
        }
        if (held > 0) fives.Add((byte)((bits << (5 - held)) & 31));
        var sum = Polymod([.. Spread(word), .. fives, .. new byte[ChecksumLetters]]) ^ 1;
        for (var i = 0; i < ChecksumLetters; i++) fives.Add((byte)((sum >> (5 * (ChecksumLetters - 1 - i))) & 31));
        return $"{word}1{string.Concat(fives.Select(f => Letters[f]))}";
    }

    /// <returns>The bytes, or null when the text is not that word's Bech32.</returns>
    public static byte[]? Decode(string word, string text) {
        var small = text.ToLowerInvariant();
        if ((text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)) || !small.StartsWith(word + "1", StringComparison.Ordinal)) return null;
        var fives = small[(word.Length + 1)..].Select(c => Letters.IndexOf(c, StringComparison.Ordinal)).ToArray();
        if (fives.Length < ChecksumLetters || fives.Contains(-1)) return null;
        if (Polymod([.. Spread(word), .. fives.Select(f => (byte)f)]) != 1) return null;
        return Eights(fives.AsSpan(..^ChecksumLetters));
    }

    private static byte[]? Eights(ReadOnlySpan<int> fives) {
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var five in fives) {
            (bits, held) = ((bits << 5) | five, held + 5);
            if (held < 8) continue;
            held -= 8;
            bytes.Add((byte)(bits >> held));
            bits &= (1 << held) - 1;
        }
        return held < 5 && bits == 0 ? [.. bytes] : null;
    }

    private static IEnumerable<byte> Spread(string word) => [.. word.Select(c => (byte)(c >> 5)), 0, .. word.Select(c => (byte)(c & 31))];

    private static uint Polymod(byte[] values) {
        uint sum = 1;
        foreach (var value in values) {
            var top = sum >> 25;
            sum = ((sum & 0x1ffffff) << 5) ^ value;
            for (var i = 0; i < Generator.Length; i++) sum ^= ((top >> i) & 1) == 1 ? Generator[i] : 0;
        }
        return sum;
    }
}
