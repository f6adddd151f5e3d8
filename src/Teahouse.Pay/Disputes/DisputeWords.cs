using System.Globalization;

namespace Teahouse.Pay.Disputes;

/// <summary>What somebody says in a dispute, in their own words.</summary>
internal static class DisputeWords {
    /// <summary>What they must be.</summary>
    public static readonly string Rule = $"Words have 1 to {PayLimits.DisputeWordsCharsMax} characters that can be seen, with lines between them.";

    /// <summary>Whether they are that: nothing turns the direction of what stands beside them, or cannot be seen.</summary>
    public static bool AreGood(string words) => words.Length <= PayLimits.DisputeWordsCharsMax && !string.IsNullOrWhiteSpace(words) && !words.Any(IsUnseen);

    private static bool IsUnseen(char c) => c != '\n' && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
