namespace Teahouse.Pay.Ledger;

/// <summary>What is wrong with a request whatever the ledger holds.</summary>
internal static class TransferRules {
    /// <summary>The first mistake in a chain, and in which transfer it is; null for none.</summary>
    public static (int Index, TransferOutcome Outcome)? Mistake(IReadOnlyList<Transfer> chain) {
        if (chain.Count is 0 or > PayLimits.ChainTransfersMax) return (0, TransferOutcome.ChainLengthWrong);
        var ids = new HashSet<TransferId>();
        for (var i = 0; i < chain.Count; i++) {
            if (!ids.Add(chain[i].Id)) return (i, TransferOutcome.IdTwiceInChain);
            if (Mistake(chain[i]) is { } mistake) return (i, mistake);
        }
        return null;
    }

    private static TransferOutcome? Mistake(Transfer transfer) => transfer.Phase switch {
        TransferPhase.Single or TransferPhase.Pending => OfBeginning(transfer),
        TransferPhase.Post or TransferPhase.Void => OfEnding(transfer),
        _ => TransferOutcome.FieldsOfOtherPhase,
    };

    private static TransferOutcome? OfBeginning(Transfer transfer) {
        if (transfer.Pending is not null) return TransferOutcome.FieldsOfOtherPhase;
        if (transfer.Amount is <= 0 or > PayLimits.MinorMax) return TransferOutcome.AmountOutOfRange;
        if (transfer.Debit == transfer.Credit) return TransferOutcome.SameAccount;
        var longest = transfer.Phase == TransferPhase.Pending ? PayLimits.TimeoutSecondsMax : 0;
        return transfer.Timeout < 0 || transfer.Timeout > longest ? TransferOutcome.TimeoutOutOfRange : null;
    }

    private static TransferOutcome? OfEnding(Transfer transfer) {
        if (transfer.Pending is null || transfer.Debit != 0 || transfer.Credit != 0) return TransferOutcome.FieldsOfOtherPhase;
        if (transfer.Timeout != 0) return TransferOutcome.TimeoutOutOfRange;
        var largest = transfer.Phase == TransferPhase.Post ? PayLimits.MinorMax : 0;
        return transfer.Amount < 0 || transfer.Amount > largest ? TransferOutcome.AmountOutOfRange : null;
    }
}
