namespace Teahouse.Pay.Ledger;

/// <summary>Something that waits for the ledger's next round.</summary>
internal abstract class LedgerRequest {
    private readonly TaskCompletionSource<ChainOutcome> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it is on disk.</summary>
    public Task<ChainOutcome> Answer => answer.Task;

    /// <summary>How often it was decided.</summary>
    public int Attempts { get; set; }

    /// <summary>How much of a batch it takes.</summary>
    public virtual int Transfers => 1;

    /// <summary>Ids of which must be known whether they were used before.</summary>
    public virtual IEnumerable<TransferId> Ids => [];

    /// <summary>Accounts that it names.</summary>
    public virtual IEnumerable<long> Accounts => [];

    /// <summary>Pending transfers that it names.</summary>
    public virtual IEnumerable<TransferId> Pending => [];

    /// <summary>Decides it.</summary>
    /// <param name="book">The ledger in memory; what is named above is in it, where it exists.</param>
    /// <param name="used">What was written under an id; a null transfer for another currency's.</param>
    /// <param name="at">Now, in milliseconds since 1970.</param>
    /// <param name="batch">Gathers what is to be written.</param>
    public abstract ChainOutcome Decide(LedgerBook book, IReadOnlyDictionary<TransferId, WrittenTransfer?> used, long at, LedgerBatch batch);

    /// <summary>Tells whoever waits.</summary>
    public void Tell(ChainOutcome outcome) => answer.TrySetResult(outcome);

    /// <summary>Tells whoever waits that it could not be written.</summary>
    public void Fail(Exception e) => answer.TrySetException(e);
}

/// <summary>Transfers that are done together or not at all.</summary>
internal sealed class ChainRequest(Transfer[] chain) : LedgerRequest {
    public override int Transfers => chain.Length;

    public override IEnumerable<TransferId> Ids => chain.Select(t => t.Id);

    public override IEnumerable<long> Accounts => chain.Where(t => t.Pending is null).SelectMany(t => (long[])[t.Debit, t.Credit]);

    public override IEnumerable<TransferId> Pending => chain.Where(t => t.Pending is not null).Select(t => t.Pending!.Value);

    public override ChainOutcome Decide(LedgerBook book, IReadOnlyDictionary<TransferId, WrittenTransfer?> used, long at, LedgerBatch batch) {
        if (!chain.Any(t => used.ContainsKey(t.Id))) return book.Decide(chain, at, batch);
        // One chain is one intention: it is the first one word for word, or somebody mixes up ids.
        var before = chain.Select(t => used.GetValueOrDefault(t.Id)).ToArray();
        for (var i = 0; i < chain.Length; i++) {
            if (before[i] is not { } written || written.Transfer != chain[i] || written.Number != written.Chain + i || written.Chain != before[0]!.Chain) {
                return ChainOutcome.Refused(i, TransferOutcome.IdUsedOtherwise);
            }
        }
        // The beginning of a chain that failed further on did not fail by itself.
        return before.All(w => w!.Outcome == TransferOutcome.ChainFailed)
            ? ChainOutcome.Refused(0, TransferOutcome.IdUsedOtherwise) : ChainOutcome.Of([.. before.Select(w => w!)]);
    }
}

/// <summary>Lets an account give nothing, or give again.</summary>
internal sealed class FreezeRequest(long account, bool isFrozen) : LedgerRequest {
    public override IEnumerable<long> Accounts => [account];

    public override ChainOutcome Decide(LedgerBook book, IReadOnlyDictionary<TransferId, WrittenTransfer?> used, long at, LedgerBatch batch) =>
        book.Freeze(account, isFrozen, batch) ? ChainOutcome.Of([]) : ChainOutcome.Refused(0, TransferOutcome.DebitUnknown);
}

/// <summary>Frees what was held for too long.</summary>
internal sealed class ExpiryRequest(IReadOnlyList<TransferId> due) : LedgerRequest {
    public override int Transfers => due.Count;

    public override IEnumerable<TransferId> Pending => due;

    public override ChainOutcome Decide(LedgerBook book, IReadOnlyDictionary<TransferId, WrittenTransfer?> used, long at, LedgerBatch batch) {
        foreach (var pending in due) book.Expire(pending, at, batch);
        return ChainOutcome.Of([]);
    }
}
