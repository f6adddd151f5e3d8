namespace Teahouse.Pay.Tests.Ledger;

/// <summary>
/// The ledger said as plainly as can be, to check the real one against: it is told what was asked in the order in which it was
/// decided, knows all accounts, copies everything before each chain, and has never heard of batches.
/// </summary>
internal sealed class LedgerModel(long bank, IEnumerable<long> people) {
    private readonly HashSet<long> frozen = [];
    private Dictionary<long, long> balances = people.Append(bank).ToDictionary(a => a, _ => 0L);
    private Dictionary<TransferId, Held> holds = [];

    public IReadOnlyDictionary<long, long> Balances => balances;

    public void Freeze(long account, bool isFrozen) {
        if (isFrozen) frozen.Add(account);
        else frozen.Remove(account);
    }

    public long HeldOut(long account) => Open.Where(h => h.From == account).Sum(h => h.Amount);

    public long HeldIn(long account) => Open.Where(h => h.To == account).Sum(h => h.Amount);

    /// <summary>What must become of each transfer of a chain.</summary>
    public TransferOutcome[] Play(IReadOnlyList<Transfer> chain, long at) {
        var (balancesBefore, holdsBefore) = (new Dictionary<long, long>(balances), new Dictionary<TransferId, Held>(holds));
        for (var i = 0; i < chain.Count; i++) {
            var outcome = Play(chain[i], at);
            if (outcome == TransferOutcome.Done) continue;
            (balances, holds) = (balancesBefore, holdsBefore);
            return [.. chain.Select((_, j) => j == i ? outcome : TransferOutcome.ChainFailed)];
        }
        return [.. chain.Select(_ => TransferOutcome.Done)];
    }

    private IEnumerable<Held> Open => holds.Values.Where(h => h.Ended is null);

    private TransferOutcome Play(Transfer t, long at) => t.Phase switch {
        TransferPhase.Single => Give(t, () => {
            balances[t.Debit] -= t.Amount;
            balances[t.Credit] += t.Amount;
        }),
        TransferPhase.Pending => Give(t, () => holds[t.Id] = new(t.Debit, t.Credit, t.Amount, t.Timeout == 0 ? long.MaxValue : at + 1_000 * t.Timeout, null)),
        _ => End(t, at),
    };

    private TransferOutcome Give(Transfer t, Action give) {
        if (!balances.TryGetValue(t.Debit, out var has)) return TransferOutcome.DebitUnknown;
        if (!balances.TryGetValue(t.Credit, out var gets)) return TransferOutcome.CreditUnknown;
        if (frozen.Contains(t.Debit) && t.Kind != TransferKind.Fee) return TransferOutcome.DebitFrozen;
        var left = has - HeldOut(t.Debit) - t.Amount;
        if (left < -PayLimits.MinorMax) return TransferOutcome.BalanceTooLarge;
        if (left < 0 && t.Debit != bank) return TransferOutcome.FundsInsufficient;
        if (gets + HeldIn(t.Credit) + t.Amount > PayLimits.MinorMax) return TransferOutcome.BalanceTooLarge;
        give();
        return TransferOutcome.Done;
    }

    private TransferOutcome End(Transfer t, long at) {
        if (!holds.TryGetValue(t.Pending!.Value, out var hold)) return TransferOutcome.PendingUnknown;
        if (hold.Ended == TransferPhase.Post) return TransferOutcome.PendingPosted;
        if (hold.Ended == TransferPhase.Void) return TransferOutcome.PendingVoided;
        var isOver = at >= hold.Until;
        if (hold.Ended == TransferPhase.Expire || (isOver && t.Phase != TransferPhase.Expire)) return TransferOutcome.PendingExpired;
        Assert.True(isOver || t.Phase != TransferPhase.Expire, "a hold expired before its time");
        if (t.Amount > hold.Amount) return TransferOutcome.AmountAbovePending;
        holds[t.Pending.Value] = hold with { Ended = t.Phase };
        if (t.Phase != TransferPhase.Post) return TransferOutcome.Done;
        var posted = t.Amount == 0 ? hold.Amount : t.Amount;
        balances[hold.From] -= posted;
        balances[hold.To] += posted;
        return TransferOutcome.Done;
    }

    private sealed record Held(long From, long To, long Amount, long Until, TransferPhase? Ended);
}
