using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>How far money on its way out is; the numbers stand in rows, and from 10 on it is over.</summary>
internal enum PayoutState {
    /// <summary>The ledger has yet to take it from the person.</summary>
    Begun = 1,
    /// <summary>It waits for the next file to the bank.</summary>
    Waiting = 2,
    /// <summary>It stands in a file for the bank.</summary>
    Sent = 3,
    /// <summary>The person has taken it back; the ledger follows.</summary>
    Cancelling = 4,
    /// <summary>The bank has paid it; the ledger follows.</summary>
    Confirming = 5,
    /// <summary>It was never paid, as the operator says; the ledger follows.</summary>
    Rejecting = 6,
    /// <summary>The bank has brought back what it had paid; the ledger follows.</summary>
    Returning = 7,
    /// <summary>The bank has paid it.</summary>
    Done = 11,
    /// <summary>The ledger did not take it.</summary>
    Refused = 12,
    /// <summary>The person has taken it back.</summary>
    Cancelled = 13,
    /// <summary>It came back, and why is said.</summary>
    Back = 14,
}

/// <summary>Money on its way out, as it stands in its row.</summary>
/// <param name="Id">Names it for the person, the operator and the bank.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Key">The request's Idempotency-Key.</param>
/// <param name="Amount">How much, in minor units of the house's currency.</param>
/// <param name="Iban">To which account; empty for the bank that is none, and once it is forgotten.</param>
/// <param name="Name">Whose account that is.</param>
/// <param name="Taken">The ledger's transfer that takes it.</param>
/// <param name="Ended">The one that gives it to the bank, or back: one of the two.</param>
/// <param name="Returned">The one that brings it back from the bank after all.</param>
/// <param name="At">When it was asked for (milliseconds).</param>
/// <param name="State">A <see cref="PayoutState"/>.</param>
/// <param name="Batch">The file that it stands in; null for none yet.</param>
/// <param name="Confirmed">1 where the bank's statement has shown it.</param>
/// <param name="Reason">Why it came back; null where it did not.</param>
/// <param name="EndedAt">When it was over (milliseconds).</param>
internal sealed record PayoutRow(
    string Id, long Person, byte[] Key, long Amount, string Iban, string Name, byte[] Taken, byte[] Ended, byte[] Returned, long At, long State, long? Batch, long Confirmed, string? Reason, long? EndedAt) {
    /// <summary>How far it is.</summary>
    public PayoutState Is => (PayoutState)State;

    /// <summary>Whose it is.</summary>
    public PersonId Of => new(Person);

    /// <summary>How far it is, as the person is told: what the ledger follows within a moment is told as done.</summary>
    public string Word => Is switch {
        PayoutState.Begun or PayoutState.Waiting => "waiting",
        PayoutState.Sent => "sent",
        PayoutState.Confirming or PayoutState.Done => "done",
        PayoutState.Cancelling or PayoutState.Cancelled => "cancelled",
        _ => "back",
    };
}
