using System.Security.Cryptography;

namespace Teahouse.Pay.Bank;

/// <summary>
/// What a person writes on a payment into the house, so that it becomes theirs: a creditor reference of ISO 11649. It is random, and says
/// nothing of whose it is.
/// </summary>
internal static class PayInReference {
    private const string Prefix = "RF";
    private const int BodyDigits = 12;
    private const int Length = 4 + BodyDigits;

    /// <summary>A new one.</summary>
    public static string New() {
        var body = RandomNumberGenerator.GetString("0123456789", BodyDigits);
        return Prefix + Mod97.Digits(Prefix, body) + body;
    }

    /// <summary>What somebody typed, where that is one and nothing else, grouped as they like; null where it is not.</summary>
    public static string? Whole(string text) => text.Count(char.IsAsciiLetterOrDigit) == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') ? In(text).FirstOrDefault() : null;

    /// <summary>All that may be one in what somebody wrote on a payment: banks break lines anywhere, and people group digits as they like.</summary>
    public static IEnumerable<string> In(string text) {
        var plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        for (var at = plain.IndexOf(Prefix, StringComparison.Ordinal); at >= 0 && at + Length <= plain.Length; at = plain.IndexOf(Prefix, at + 1, StringComparison.Ordinal)) {
            var found = plain.Substring(at, Length);
            if (found.AsSpan(Prefix.Length).ContainsAnyExceptInRange('0', '9') || !Mod97.Holds(found)) continue;
            yield return found;
        }
    }
}
