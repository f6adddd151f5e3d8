using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Storage;

namespace Teahouse.Pay.Disputes;

/// <summary>A dispute as one of the two sees it.</summary>
/// <param name="Id">Names it, also for the operator.</param>
/// <param name="Side">Whether one is its <c>payer</c> or its <c>payee</c>.</param>
/// <param name="Other">All that is told of the other.</param>
/// <param name="Payment">The payment's id.</param>
/// <param name="Receipt">Its receipt number.</param>
/// <param name="Amount">How much was paid.</param>
/// <param name="Refunded">How much of it has come back.</param>
/// <param name="Reason">Why: <c>notReceived</c>, <c>notAsAgreed</c>, <c>wrongAmount</c>, <c>paidTwice</c>, <c>notMe</c> or <c>other</c>.</param>
/// <param name="Words">What the payer says.</param>
/// <param name="At">When it was opened (milliseconds).</param>
/// <param name="State"><c>open</c>, <c>answered</c>, <c>withdrawn</c>, <c>settled</c> (the payee gave back), <c>deciding</c> (money is on its way back), <c>refunded</c>,
/// <c>unpaid</c> (decided, and the payee did not have it: nothing moved) or <c>dismissed</c>.</param>
/// <param name="AnswerBy">Until when the payee is waited for (milliseconds).</param>
/// <param name="Answer">What the payee says; null for nothing yet.</param>
/// <param name="Decision">What the house decided; null for nothing yet.</param>
/// <param name="Looks">When somebody of the house looked at it (milliseconds).</param>
internal sealed record DisputeShown(
    string Id, string Side, Face Other, string Payment, string Receipt, Amount Amount, Amount Refunded, string Reason, string Words, long At, string State, long AnswerBy,
    DisputeAnswer? Answer, DisputeDecision? Decision, IReadOnlyList<long> Looks) {
    public static async Task<DisputeShown> Of(DisputeRow row, PersonId reader, DisputeStore disputes, VerifiedNames names, CancellationToken stop) {
        var isPayer = row.Payer == reader.Value;
        return new(
            row.Id, isPayer ? "payer" : "payee", isPayer ? await Faces.OfPayee(new(row.Payee), names, stop) : Faces.OfPayer(row.Charge), new Guid(row.Charge, bigEndian: true).ToString(),
            row.Receipt, ChargeWords.Money(row.Paid), ChargeWords.Money(row.Refunded), row.Reason, row.Words, row.At, row.Word, row.Until,
            row is { Answer: { } words, AnsweredAt: { } at } ? new(words, at) : null,
            row is { Decision: { } why, DecidedAt: { } when } ? new(ChargeWords.Money(row.Decided ?? 0), why, when) : null, await disputes.Looks(row.Id, stop));
    }
}

/// <summary>What the payee says.</summary>
/// <param name="Words">Their words.</param>
/// <param name="At">When (milliseconds).</param>
internal sealed record DisputeAnswer(string Words, long At);

/// <summary>What the house decided.</summary>
/// <param name="Refund">How much goes back; 0 for nothing.</param>
/// <param name="Reason">Why, in the operator's words.</param>
/// <param name="At">When (milliseconds).</param>
internal sealed record DisputeDecision(Amount Refund, string Reason, long At);
