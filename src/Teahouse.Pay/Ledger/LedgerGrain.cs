using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/*  A chain of transfers.
    (1) Its own mistakes are told at once, and nothing is written. Otherwise it joins the queue.
    (2) One round at a time takes what waits and reads what the memory lacks: accounts and holds. Meanwhile the batch before is on its
        way to the disk. Whether an id was used before is not asked: hardly one was, and the rows' key refuses it.
    (3) The book decides, chain after chain, in memory and without an await: nobody comes between.
    (4) The batch is written, on the version that it is based on, and the next round begins.
    (5) It is on disk, and so is every batch before it: now whoever asked hears.
    Dead before (4): nobody was told anything, nothing is there. Dead between (4) and (5): it is there, nobody was told; whoever asks
    again with the same ids gets what stands there.
    Where the write is lost, another activation wrote meanwhile, and the memory is not true any more: it is dropped, every batch that
    is on its way on top of it is lost as well (its version never comes), and all of their requests begin again from (2). So it is
    where an id was used before; because that is dear, the next rounds look ids up first, and who repeats old ones on purpose makes
    the ledger a twentieth slower than if it always did.
    Balances are written nowhere but in the entries: the newest one of an account has it. */

/// <inheritdoc cref="ILedgerGrain"/>
[Reentrant]
internal sealed class LedgerGrain(Database database, TimeProvider clock) : Grain, ILedgerGrain {
    private static readonly Task<bool> Before = Task.FromResult(true);

    private readonly Queue<LedgerRequest> waiting = new();
    private readonly Queue<(Task<bool> IsOnDisk, TransferId[] Ids)> onTheWay = new();
    private readonly Dictionary<TransferId, WrittenTransfer?> decided = [];
    private LedgerBook? book;
    private Task<bool> newest = Before;
    private int roundsToAsk;
    private bool isWorking;

    private long Currency => this.GetPrimaryKeyLong();

    /// <inheritdoc/>
    public Task<ChainOutcome> Submit(TransferChain chain) =>
        TransferRules.Mistake(chain.Transfers) is { } mistake
            ? Task.FromResult(ChainOutcome.Refused(mistake.Index, mistake.Outcome)) : Join(new ChainRequest(chain.Transfers));

    /// <inheritdoc/>
    public async Task<bool> Freeze(long account, bool isFrozen) => (await Join(new FreezeRequest(account, isFrozen))).FailedAt is null;

    /// <inheritdoc/>
    public async Task ExpireDue() {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var due = await database.Read(connection => LedgerState.Due(connection, Currency, now), CancellationToken.None);
        if (due.Count > 0) await Join(new ExpiryRequest(due));
    }

    private Task<ChainOutcome> Join(LedgerRequest request) {
        if (waiting.Count >= PayLimits.WaitingChainsMax) throw new LedgerBusyException();
        waiting.Enqueue(request);
        if (!isWorking) _ = Work();
        return request.Answer;
    }

    private async Task Work() {
        isWorking = true;
        while (waiting.Count > 0) {
            await Landed(PayLimits.BatchesOnTheWayMax - 1);
            var round = NextRound();
            try {
                await Decide(round);
            } catch (Exception e) {
                book = null;
                foreach (var request in round) request.Fail(e);
            }
        }
        isWorking = false;
    }

    private List<LedgerRequest> NextRound() {
        var round = new List<LedgerRequest>();
        for (var transfers = 0; waiting.TryPeek(out var next) && (round.Count == 0 || transfers + next.Transfers <= PayLimits.BatchTransfersMax); transfers += next.Transfers) {
            round.Add(waiting.Dequeue());
        }
        return round;
    }

    private async Task Decide(List<LedgerRequest> round) {
        LedgerBook current;
        Dictionary<TransferId, WrittenTransfer?> used;
        do {
            current = await Remember();
            used = await Read(current, round);
        } while (book != current);          // a batch that was on its way was lost meanwhile
        if (roundsToAsk > 0) roundsToAsk--;
        foreach (var (id, transfer) in decided) used[id] = transfer;
        var batch = new LedgerBatch();
        var at = current.At(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var outcomes = round.ConvertAll(request => Decide(request, current, used, at, batch));
        var write = batch.IsEmpty ? Task.CompletedTask : database.Write(LedgerWrite.Of(Currency, current.Version, current.Last, batch));
        if (!batch.IsEmpty) current.HasWritten();
        newest = Settle(round, outcomes, write, newest, current);
        onTheWay.Enqueue((newest, [.. batch.Transfers.Select(t => t.Transfer.Id)]));
    }

    private ChainOutcome Decide(LedgerRequest request, LedgerBook current, Dictionary<TransferId, WrittenTransfer?> used, long at, LedgerBatch batch) {
        var before = batch.Transfers.Count;
        var outcome = request.Decide(current, used, at, batch);
        for (var i = before; i < batch.Transfers.Count; i++) {
            var transfer = batch.Transfers[i];
            used[transfer.Transfer.Id] = decided[transfer.Transfer.Id] = transfer;
        }
        return outcome;
    }

    private async Task<LedgerBook> Remember() {
        if (book is { IsFull: false }) return book;
        await Landed(0);
        newest = Before;
        return book = await database.Read(connection => LedgerState.Load(connection, Currency), CancellationToken.None);
    }

    private async Task<Dictionary<TransferId, WrittenTransfer?>> Read(LedgerBook current, List<LedgerRequest> round) {
        var pending = round.SelectMany(r => r.Pending).Where(p => !current.Knows(p)).ToHashSet();
        // A hold's own id is always asked for: the book has no place for a second of the same name.
        bool IsAsked(LedgerRequest request, TransferId id) => roundsToAsk > 0 || request.Attempts > 0 || current.Knows(id) || pending.Contains(id);
        var ids = round.SelectMany(r => r.Ids.Where(i => !decided.ContainsKey(i) && IsAsked(r, i))).ToHashSet();
        var numbers = round.SelectMany(r => r.Accounts).Where(n => !current.Knows(n)).ToHashSet();
        if (ids.Count + pending.Count + numbers.Count == 0) return [];
        return await database.Read(async connection => {
            var reader = new LedgerReader(connection, database.Kind, Currency);
            var used = (await reader.Transfers(ids)).ToDictionary(t => t.Id, t => t.Written);
            var holds = await reader.Holds(pending);
            numbers.UnionWith(holds.SelectMany(h => (long[])[h.Debit, h.Credit]).Where(n => !current.Knows(n)));
            foreach (var hold in holds) current.Remember(hold);
            foreach (var account in await reader.Accounts(numbers)) current.Remember(account);
            return used;
        }, CancellationToken.None);
    }

    // Whoever asked hears when their batch and all before it are on disk: what they are told may rest on those.
    private async Task<bool> Settle(List<LedgerRequest> round, List<ChainOutcome> outcomes, Task write, Task<bool> previous, LedgerBook current) {
        try {
            await write;
            if (!await previous) throw new WriteLostAnewException();
        } catch (Exception e) {
            if (book == current) book = null;
            roundsToAsk = PayLimits.RoundsAskedMax;
            foreach (var request in round) AskAgain(request, e);
            return false;
        }
        for (var i = 0; i < round.Count; i++) round[i].Tell(outcomes[i]);
        return true;
    }

    private void AskAgain(LedgerRequest request, Exception why) {
        if (why is not (WriteLostException or WriteLostAnewException)) request.Fail(why);
        else if (++request.Attempts >= PayLimits.AttemptsMax) request.Fail(new LedgerBusyException());
        else waiting.Enqueue(request);
        if (waiting.Count > 0 && !isWorking) _ = Work();
    }

    // Forgets the ids of what is on disk: from now on they are read there. Waits until at most so many batches are on their way.
    private async Task Landed(int most) {
        while (onTheWay.TryPeek(out var oldest) && (onTheWay.Count > most || oldest.IsOnDisk.IsCompleted)) {
            await oldest.IsOnDisk;
            onTheWay.Dequeue();
            foreach (var id in oldest.Ids) decided.Remove(id);
        }
    }

    private sealed class WriteLostAnewException : Exception;
}
