namespace Teahouse.Pay.Bank;

/// <summary>The check of ISO 7064 (MOD 97-10) that account numbers and payment references share.</summary>
internal static class Mod97 {
    /// <summary>Whether a number with its two check digits in the third and fourth place is as it was written.</summary>
    /// <param name="number">Digits and capital letters, without spaces.</param>
    public static bool Holds(string number) => Remainder(number[4..] + number[..4]) == 1;

    /// <summary>The two check digits.</summary>
    /// <param name="prefix">What stands before them.</param>
    /// <param name="rest">What stands behind them.</param>
    public static string Digits(string prefix, string rest) => $"{98 - Remainder($"{rest}{prefix}00"):00}";

    // A letter counts as two digits, from A = 10 on.
    private static int Remainder(string text) {
        var remainder = 0;
        foreach (var c in text) remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        return remainder;
    }
}
