namespace Teahouse.Pay.Ledger;

/// <summary>
/// The ledger of one currency as it stands in memory: the accounts and holds that were asked for, ahead of the disk by what is on its
/// way there. It decides and does nothing else: no clock, no disk. Whoever asks sees to it first that the accounts and holds that a
/// chain names are here if they exist.
/// </summary>
/// <param name="version">The version that the next write is based on.</param>
/// <param name="last">The number of the newest transfer.</param>
/// <param name="lastAt">When that one was decided, in milliseconds since 1970.</param>
internal sealed class LedgerBook(long version, long last, long lastAt) {
    private readonly Dictionary<long, LedgerAccount> accounts = [];
    private readonly Dictionary<TransferId, LedgerHold> holds = [];

    /// <summary>The version that the next write is based on.</summary>
    public long Version { get; private set; } = version;

    /// <summary>The number of the newest transfer.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Whether it should begin anew, because it remembers more than it may.</summary>
    public bool IsFull => accounts.Count > PayLimits.AccountsKeptMax || holds.Count > PayLimits.HoldsKeptMax;

    /// <summary>Whether an account is here.</summary>
    public bool Knows(long account) => accounts.ContainsKey(account);

    /// <summary>Whether a hold is here.</summary>
    public bool Knows(TransferId pending) => holds.ContainsKey(pending);

    /// <summary>Remembers an account as the disk has it; one that is here already is ahead of it.</summary>
    public void Remember(LedgerAccount account) => accounts.TryAdd(account.Number, account);

    /// <summary>Remembers a hold as the disk has it; one that is here already is ahead of it.</summary>
    public void Remember(LedgerHold hold) => holds.TryAdd(hold.Pending, hold);

    /// <summary>What stands here of an account; null for nothing.</summary>
    public LedgerAccount? Account(long number) => accounts.GetValueOrDefault(number);

    /// <summary>Now, in milliseconds since 1970, but never before the newest transfer: clocks of several servers differ.</summary>
    public long At(long now) => lastAt = Math.Max(lastAt, now);

    /// <summary>Counts a write that is on its way.</summary>
    public void HasWritten() => Version++;

    /// <summary>Freezes or thaws an account; false when there is none.</summary>
    public bool Freeze(long number, bool isFrozen, LedgerBatch batch) {
        if (Account(number) is not { } account) return false;
        account.IsFrozen = isFrozen;
        batch.Changed.Add(account);
        return true;
    }

    /// <summary>Decides a chain: all of it is done, or none, and either stands in the ledger from now on.</summary>
    /// <param name="chain">Without a mistake of its own (<see cref="TransferRules"/>), and never decided before.</param>
    /// <param name="at">Now, in milliseconds since 1970.</param>
    /// <param name="batch">Gathers what is to be written.</param>
    public ChainOutcome Decide(IReadOnlyList<Transfer> chain, long at, LedgerBatch batch) {
        var first = Last + 1;
        var before = batch.Mark();
        (int Index, TransferOutcome Outcome)? failure = null;
        for (var i = 0; i < chain.Count && failure is null; i++) {
            if (Apply(chain[i], first + i, at, batch) is { } outcome) failure = (i, outcome);
        }
        if (failure is not null) Undo(before, batch);
        Last += chain.Count;
        var written = new WrittenTransfer[chain.Count];
        for (var i = 0; i < written.Length; i++) {
            var outcome = failure is not { } f ? TransferOutcome.Done : f.Index == i ? f.Outcome : TransferOutcome.ChainFailed;
            written[i] = new(chain[i], first + i, first, at, outcome);
        }
        batch.Transfers.AddRange(written);
        return ChainOutcome.Of(written);
    }

    /// <summary>Ends a hold whose time is over; nothing when it has ended already.</summary>
    public void Expire(TransferId pending, long at, LedgerBatch batch) {
        if (!holds.TryGetValue(pending, out var hold) || hold.EndedBy is not null || !(at >= hold.ExpiresAt)) return;
        var id = new TransferId(0, Expiry.IdOf(pending));
        var transfer = new Transfer(id, TransferPhase.Expire, TransferKind.Transfer, 0, 0, 0) { Pending = pending };
        End(hold, TransferPhase.Expire, 0, ++Last, batch);
        batch.Transfers.Add(new(transfer, Last, Last, at, TransferOutcome.Done));
    }

    private TransferOutcome? Apply(Transfer transfer, long number, long at, LedgerBatch batch) =>
        transfer.Phase is TransferPhase.Single or TransferPhase.Pending ? Begin(transfer, number, at, batch) : End(transfer, number, at, batch);

    private TransferOutcome? Begin(Transfer transfer, long number, long at, LedgerBatch batch) {
        if (Account(transfer.Debit) is not { } debit) return TransferOutcome.DebitUnknown;
        if (Account(transfer.Credit) is not { } credit) return TransferOutcome.CreditUnknown;
        if ((debit.CannotGive(transfer.Amount, transfer.Kind) ?? credit.CannotReceive(transfer.Amount)) is { } refusal) return refusal;
        if (transfer.Phase == TransferPhase.Single) Move(debit, credit, transfer.Amount, number, batch);
        else Hold(transfer, number, at, batch);
        return null;
    }

    private TransferOutcome? End(Transfer transfer, long number, long at, LedgerBatch batch) {
        if (!holds.TryGetValue(transfer.Pending!.Value, out var hold)) return TransferOutcome.PendingUnknown;
        if (hold.CannotEnd(at) is { } ended) return ended;
        if (transfer.Amount > hold.Amount) return TransferOutcome.AmountAbovePending;
        var posted = transfer.Phase == TransferPhase.Void ? 0 : transfer.Amount == 0 ? hold.Amount : transfer.Amount;
        End(hold, transfer.Phase, posted, number, batch);
        return null;
    }

    private void Hold(Transfer transfer, long number, long at, LedgerBatch batch) {
        var hold = new LedgerHold {
            Pending = transfer.Id, Number = number, Debit = transfer.Debit, Credit = transfer.Credit, Amount = transfer.Amount,
            ExpiresAt = transfer.Timeout == 0 ? null : at + transfer.Timeout * 1_000,
        };
        holds.Add(transfer.Id, hold);
        Hold(hold, hold.Amount);
        batch.Holds.Add(hold);
    }

    private void End(LedgerHold hold, TransferPhase how, long posted, long number, LedgerBatch batch) {
        Hold(hold, -hold.Amount);
        hold.EndedBy = how;
        if (posted > 0) Move(accounts[hold.Debit], accounts[hold.Credit], posted, number, batch);
        batch.Ended.Add(new(hold, number, posted));
    }

    private void Hold(LedgerHold hold, long amount) {
        accounts[hold.Debit].HeldOut += amount;
        accounts[hold.Credit].HeldIn += amount;
    }

    private static void Move(LedgerAccount debit, LedgerAccount credit, long amount, long number, LedgerBatch batch) {
        debit.Balance -= amount;
        credit.Balance += amount;
        batch.Entries.Add(new(debit.Number, number, -amount, debit.Balance));
        batch.Entries.Add(new(credit.Number, number, amount, credit.Balance));
    }

    // What a chain has done so far stands in the batch, and nowhere else.
    private void Undo(LedgerBatch.Place before, LedgerBatch batch) {
        foreach (var entry in batch.Entries[before.Entries..]) accounts[entry.Account].Balance -= entry.Amount;
        foreach (var ended in batch.Ended[before.Ended..]) {
            Hold(ended.Hold, ended.Hold.Amount);
            ended.Hold.EndedBy = null;
        }
        foreach (var hold in batch.Holds[before.Holds..]) {
            Hold(hold, -hold.Amount);
            holds.Remove(hold.Pending);
        }
        batch.CutTo(before);
    }
}
