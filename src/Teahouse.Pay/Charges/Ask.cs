using Teahouse.Pay.Money;

namespace Teahouse.Pay.Charges;

/// <summary>A question that waits for the payer's answer.</summary>
/// <param name="Id">Names the charge.</param>
/// <param name="Payee">Who wants to be paid.</param>
/// <param name="Amount">How much.</param>
/// <param name="Why"><c>new</c>, <c>aboveLimit</c>, <c>soonAfter</c> or <c>picture</c>.</param>
/// <param name="CanHold">Whether it may be held for ten minutes instead of being paid for good.</param>
/// <param name="Until">When no answer is a refusal (milliseconds).</param>
internal sealed record Ask(string Id, Face Payee, Amount Amount, string Why, bool CanHold, long Until) {
    public static Ask Of(ChargeRow row, Face payee) => new(
        row.Name.ToString(), payee, ChargeWords.Money(row.Amount), Word((AskedWhy)row.Why), MayBeHeld(row), row.Until!.Value);

    /// <summary>Only where the payee is new: there it is a payer who doubts, everywhere else it is the house.</summary>
    public static bool MayBeHeld(ChargeRow row) => (AskedWhy)row.Why is AskedWhy.New or AskedWhy.NewAboveLimit or AskedWhy.NewSoonAfter;

    /// <summary>Whether holding it takes a finger as well: where the payee's being new is all that is asked about, it does not.</summary>
    public static bool HoldTakesFinger(ChargeRow row) => (AskedWhy)row.Why != AskedWhy.New;

    private static string Word(AskedWhy why) => why switch {
        AskedWhy.New => "new",
        AskedWhy.AboveLimit or AskedWhy.NewAboveLimit => "aboveLimit",
        AskedWhy.SoonAfter or AskedWhy.NewSoonAfter => "soonAfter",
        _ => "picture",
    };
}
