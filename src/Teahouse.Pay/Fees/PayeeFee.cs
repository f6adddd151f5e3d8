using System.Globalization;

namespace Teahouse.Pay.Fees;

/*  The rule, once: the fee of an amount is so many hundredths of a percent of it, in whole minor units, a half rounded up. That is what trade
    does, anybody can do it again by hand, and at most 5 % can never be more than the amount; of little enough it is nothing.
    And what the house has of a payment is at any time the fee of what was not given back of it. So what comes back with each refund is the
    difference: in whatever parts, together never more than was taken, and in the end all of it. */

/// <summary>What a payee leaves to the house of what they take by a code or by a poster.</summary>
/// <param name="Points">In hundredths of a percent.</param>
public sealed record PayeeFee(long Points) {
    /// <summary>The most that an operator may take (hundredths of a percent): 5 %, beyond which a typing error is likelier than a price.</summary>
    public const long PointsMax = 500;

    // So many points are the whole.
    private const long Whole = 10_000;

    /// <summary>Nothing, unless the operator says otherwise.</summary>
    public static PayeeFee None { get; } = new(0);

    /// <summary>Reads a percentage, <c>0.6</c>.</summary>
    /// <exception cref="FormatException">It is none, or too much.</exception>
    public static PayeeFee Parse(string text) {
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent.Scale > 2) {
            throw new FormatException($"'{text}' is no percentage. One looks like 0.6, with at most two decimals.");
        }
        return percent <= PointsMax / 100m ? new((long)(percent * 100)) : throw new FormatException($"'{text}' is too much: at most {PointsMax / 100} percent.");
    }

    /// <summary>That of an amount, in minor units.</summary>
    public long Of(long minor) => (minor * Points + Whole / 2) / Whole;
}
