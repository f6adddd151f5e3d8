namespace Teahouse.Pay.Disputes;

/// <summary>How far a dispute is; the numbers stand in rows, and from 10 on it is over.</summary>
internal enum DisputeState {
    /// <summary>The payee is asked.</summary>
    Open = 1,
    /// <summary>The payee has answered.</summary>
    Answered = 2,
    /// <summary>The payer has let it go.</summary>
    Withdrawn = 11,
    /// <summary>The house has decided that money goes back; whether it could, its refund says.</summary>
    Decided = 12,
    /// <summary>The house has decided that none does.</summary>
    Dismissed = 13,
}

/// <summary>A dispute as it stands in its row, beside what has become of its payment.</summary>
/// <param name="Id">Names it, for the two and for the operator.</param>
/// <param name="Charge">The payment.</param>
/// <param name="Payer">Who opened it; 0 for somebody who has left.</param>
/// <param name="Payee">Against whom.</param>
/// <param name="Reason">One of <see cref="DisputeReasons"/>.</param>
/// <param name="Words">What the payer says.</param>
/// <param name="At">When it was opened (milliseconds).</param>
/// <param name="Until">By when the payee answers (milliseconds).</param>
/// <param name="State">A <see cref="DisputeState"/>.</param>
/// <param name="Answer">What the payee says; null for nothing yet.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Decided">What the house gives back, in minor units; null before it decides.</param>
/// <param name="Decision">Why.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="RefundState">How far the refund of the decision is: 1 on its way, 11 done, 12 the ledger did not; null for none.</param>
/// <param name="Receipt">The payment's receipt number.</param>
/// <param name="Paid">How much it was, in minor units.</param>
/// <param name="Refunded">How much of it has come back.</param>
internal sealed record DisputeRow(
    string Id, byte[] Charge, long Payer, long Payee, string Reason, string Words, long At, long Until, long State, string? Answer, long? AnsweredAt, long? Decided, string? Decision,
    long? DecidedAt, long? RefundState, string Receipt, long Paid, long Refunded) {
    /// <summary>How far it is.</summary>
    public DisputeState Is => (DisputeState)State;

    /// <summary>Whether somebody still waits: neither let it go, nor was all given back, nor has the house decided so that it holds.</summary>
    public bool IsOpen => Word is "open" or "answered" or "unpaid";

    /// <summary>How far it is, as both sides and the operator are told.</summary>
    public string Word => Is switch {
        DisputeState.Withdrawn => Refunded > 0 ? "settled" : "withdrawn",
        DisputeState.Dismissed => "dismissed",
        DisputeState.Decided => RefundState switch { 11 => "refunded", 12 => "unpaid", _ => "deciding" },
        _ when Refunded >= Paid => "settled",
        DisputeState.Answered => "answered",
        _ => "open",
    };
}

/// <summary>What a payment can be disputed for.</summary>
internal static class DisputeReasons {
    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = ["notReceived", "notAsAgreed", "wrongAmount", "paidTwice", "notMe", "other"];
}
