using Teahouse.Pay.Codes;
using Teahouse.Pay.Problems;
using Teahouse.People.Requests;

namespace Teahouse.Pay.Money;

/// <summary>Money on the wire.</summary>
/// <param name="Minor">In the currency's minor unit: fen, cents. At most 2^53 - 1, so that every JSON reader keeps it whole.</param>
/// <param name="Currency">ISO 4217, three letters.</param>
internal sealed record Amount(long Minor, string Currency) {
    /// <summary>What the ledger has, as the wire has it.</summary>
    public static Amount Of(long minor, Iso4217 currency) => new(minor, currency.Code);

    /// <summary>The currency of an amount that can move, or why it cannot.</summary>
    /// <param name="most">The largest that may move at once, in minor units.</param>
    public (Iso4217? Currency, Problem? Refusal) Movable(long most = PayLimits.MinorMax) {
        if (Iso4217.Find(Currency) is not { } known) return (null, PayProblems.CurrencyUnknown);
        return Minor > 0 && Minor <= most ? (known, null) : (null, PayProblems.AmountInvalid);
    }
}
