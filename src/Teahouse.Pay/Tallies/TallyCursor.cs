using System.Globalization;
using Teahouse.Pay.Ledger;
using Teahouse.People.Matrix;

namespace Teahouse.Pay.Tallies;

/// <summary>Where a page of tallies begins: behind the one that the last page ended with, by when it was made and its id.</summary>
/// <param name="At">Milliseconds.</param>
/// <param name="Id">The tally's id; of two that were made at once the greater comes first.</param>
internal readonly record struct TallyCursor(long At, byte[] Id) {
    /// <summary>Reads one; where there is none, everything is behind it.</summary>
    /// <exception cref="MatrixRefusalException">It is no cursor.</exception>
    public static TallyCursor Read(string? cursor) {
        if (cursor is null) return new(long.MaxValue, []);
        return cursor.Split('_') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var made) && Guid.TryParseExact(id, "D", out var name)
            ? new(made, LedgerWrite.Bytes(name)) : throw MatrixError.InvalidParam("'cursor' must be the 'next' of another page.").Thrown();
    }

    /// <summary>The cursor of the next page, where more was read than a page has.</summary>
    public static string? Next(IReadOnlyList<Tally> read) =>
        read.Count > PayLimits.TalliesPageMax && read[PayLimits.TalliesPageMax - 1] is var last ? string.Create(CultureInfo.InvariantCulture, $"{last.At}_{last.Id}") : null;
}
