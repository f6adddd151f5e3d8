using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;

namespace Teahouse.Pay.Charges;

/// <summary>A charge as its payee sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Receipt">What both sides call it.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="State"><c>waiting</c>, <c>paid</c>, <c>held</c>, <c>refused</c> or <c>undone</c>.</param>
/// <param name="GoodsAt">When what is held is for good (milliseconds); null where nothing is.</param>
/// <param name="Payer">Another face for each payment.</param>
/// <param name="Refunded">What was paid back.</param>
/// <param name="Poster">The id of the poster that they scanned; null where a till charged their code.</param>
internal sealed record Charge(string Id, string Receipt, Amount Amount, long At, string State, long? GoodsAt, Face Payer, Amount Refunded, string? Poster) {
    public static Charge Of(ChargeRow row) => new(
        row.Name.ToString(), row.Receipt, ChargeWords.Money(row.Amount), row.At, ChargeWords.State(row), row.GoodsAt, Faces.OfPayer(row.Id), ChargeWords.Money(row.Refunded), row.Poster);
}

/// <summary>A payment by a code as its payer sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Receipt">What both sides call it.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="State"><c>waiting</c>, <c>paid</c>, <c>held</c>, <c>refused</c> or <c>undone</c>.</param>
/// <param name="GoodsAt">Until when what is held can be undone (milliseconds); null where nothing is.</param>
/// <param name="Payee">To whom.</param>
/// <param name="Refunded">What came back.</param>
internal sealed record Payment(string Id, string Receipt, Amount Amount, long At, string State, long? GoodsAt, Face Payee, Amount Refunded) {
    public static Payment Of(ChargeRow row, Face payee) => new(
        row.Name.ToString(), row.Receipt, ChargeWords.Money(row.Amount), row.At, ChargeWords.State(row), row.GoodsAt, payee, ChargeWords.Money(row.Refunded));
}

/// <summary>What of a charge both sides are told alike.</summary>
internal static class ChargeWords {
    /// <summary>Codes pay in the house's currency.</summary>
    public static Amount Money(long minor) => Amount.Of(minor, Iso4217.OfHouse);

    /// <summary>Where it stands. Nobody is told that something is paid before it is; what is given up counts as given up at once.</summary>
    public static string State(ChargeRow row) => row.Is switch {
        ChargeState.Paid => "paid",
        ChargeState.Refused => "refused",
        ChargeState.Undone => "undone",
        ChargeState.Voiding => row.GoodsAt is null ? "refused" : "undone",
        ChargeState.Held => "held",
        ChargeState.Posting when row.GoodsAt is not null => "held",
        _ => "waiting",
    };
}
