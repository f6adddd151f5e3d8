using System.Globalization;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.People.Matrix;

namespace Teahouse.Pay.Money;

/// <summary>Which of one's own movements are sought. Only what is shown of them is looked at: search finds nobody who is not named.</summary>
internal sealed class HistoryFilter {
    private readonly string[] words;
    private readonly string? kind;
    private readonly int direction;

    private HistoryFilter(string[] words, string? kind, int direction) => (this.words, this.kind, this.direction) = (words, kind, direction);

    /// <summary>Whether it lets all through.</summary>
    public bool IsEmpty => words.Length == 0 && kind is null && direction == 0;

    /// <summary>Reads what was asked.</summary>
    /// <exception cref="MatrixRefusalException">It is not what it must be.</exception>
    public static HistoryFilter Read(string? text, string? kind, string? direction) {
        if (text?.Length > PayLimits.SearchCharsMax) throw MatrixError.InvalidParam($"'q' has at most {PayLimits.SearchCharsMax} characters.").Thrown();
        if (kind is not null && !MovementKinds.Words.Contains(kind)) throw MatrixError.InvalidParam($"'kind' is one of {string.Join(", ", MovementKinds.Words)}.").Thrown();
        if (direction is not (null or "in" or "out")) throw MatrixError.InvalidParam("'direction' is in or out.").Thrown();
        var words = (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new([.. words.Take(PayLimits.SearchWordsMax)], kind, direction switch { "in" => 1, "out" => -1, _ => 0 });
    }

    /// <summary>Whether a movement is sought: of its kind and direction, and with every word of the text in something that is shown of it.</summary>
    public bool Takes(Movement movement) =>
        (direction == 0 || Math.Sign(movement.Moved.Minor) == direction)
        && (kind is null || movement.Kind == kind || movement.Kind == kind + MovementKinds.Back)
        && Array.TrueForAll(words, word => IsIn(movement, word));

    private static bool IsIn(Movement movement, string word) =>
        Names(movement).Any(name => name?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
        || (word.Length >= PayLimits.SearchReceiptCharsMin && movement.Receipt.Contains(word, StringComparison.OrdinalIgnoreCase)) || IsAmount(movement.Moved, word);

    private static IEnumerable<string?> Names(Movement movement) =>
        [movement.With?.Name, movement.With?.UserId, movement.With?.VerifiedName, movement.Face?.English(), movement.Face?.Chinese(), movement.Note];

    // As somebody types it: ¥553, 553.0 and 1,000 begin what is 553.00 and 1000.00.
    private static bool IsAmount(Amount moved, string word) {
        var digits = word.TrimStart('+', '-', '−', '¥', '￥', '€', '$', '£').Replace(",", "", StringComparison.Ordinal);
        return digits.Length > 0 && char.IsAsciiDigit(digits[0])
            && Iso4217.Find(moved.Currency)!.Amount(Math.Abs(moved.Minor)).StartsWith(digits, StringComparison.Ordinal);
    }
}

/// <summary>Days and months as they are written on the wire.</summary>
internal static class WireDays {
    // Outside of these no clock of a house stands, and arithmetic with days could leave the calendar.
    private const int YearMin = 1970;
    private const int YearMax = 9000;

    /// <summary>A day, <c>2026-11-28</c>; null where nothing is said.</summary>
    /// <exception cref="MatrixRefusalException">It is none.</exception>
    public static DateOnly? Day(string? text, string name) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= YearMin and <= YearMax
            ? day : throw MatrixError.InvalidParam($"'{name}' must be a day, as 2026-11-28 is.").Thrown();

    /// <summary>The first day of a month, <c>2026-11</c>.</summary>
    /// <exception cref="MatrixRefusalException">It is none.</exception>
    public static DateOnly Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= YearMin and <= YearMax
            ? day : throw MatrixError.InvalidParam("A month is written as 2026-11 is.").Thrown();

    /// <summary>How a month is written.</summary>
    public static string Of(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
