namespace Teahouse.Pay.Ledger;

/// <summary>An account as the ledger remembers it: ahead of the disk by what is on its way there. Minor units.</summary>
internal sealed class LedgerAccount {
    /// <summary>Its number.</summary>
    public required long Number { get; init; }

    /// <summary>The least that the balance may be; null for none (the bank, from which all money comes).</summary>
    public long? Floor { get; init; }

    /// <summary>Whether it gives nothing at the moment.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>What has come in less what has gone out.</summary>
    public required long Balance { get; set; }

    /// <summary>What pending transfers may still take.</summary>
    public required long HeldOut { get; set; }

    /// <summary>What pending transfers may still bring.</summary>
    public required long HeldIn { get; set; }

    /// <summary>Why it cannot give an amount; null if it can. A fee goes from a frozen one too: it is of what came in with it, and who is frozen may be paid.</summary>
    public TransferOutcome? CannotGive(long amount, TransferKind kind) {
        if (IsFrozen && kind != TransferKind.Fee) return TransferOutcome.DebitFrozen;
        var left = Balance - HeldOut - amount;
        if (left < -PayLimits.MinorMax) return TransferOutcome.BalanceTooLarge;
        return left < Floor ? TransferOutcome.FundsInsufficient : null;
    }

    /// <summary>Why it cannot receive an amount; null if it can. What is pending counts, so that a post never fails.</summary>
    public TransferOutcome? CannotReceive(long amount) =>
        Balance + HeldIn + amount > PayLimits.MinorMax ? TransferOutcome.BalanceTooLarge : null;
}

/// <summary>What a pending transfer holds, as the ledger remembers it.</summary>
internal sealed class LedgerHold {
    /// <summary>The pending transfer.</summary>
    public required TransferId Pending { get; init; }

    /// <summary>The pending transfer's number.</summary>
    public required long Number { get; init; }

    /// <summary>The account that will give.</summary>
    public required long Debit { get; init; }

    /// <summary>The account that will receive.</summary>
    public required long Credit { get; init; }

    /// <summary>How much, in minor units.</summary>
    public required long Amount { get; init; }

    /// <summary>When it expires, in milliseconds since 1970; null for never.</summary>
    public required long? ExpiresAt { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public TransferPhase? EndedBy { get; set; }

    /// <summary>Why it cannot be ended; null if it can.</summary>
    public TransferOutcome? CannotEnd(long at) => EndedBy switch {
        TransferPhase.Post => TransferOutcome.PendingPosted,
        TransferPhase.Void => TransferOutcome.PendingVoided,
        TransferPhase.Expire => TransferOutcome.PendingExpired,
        _ => at >= ExpiresAt ? TransferOutcome.PendingExpired : null,
    };
}
