using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>By the clock: has the ledgers free what was held for too long.</summary>
internal sealed class ExpireHolds(Database database, IGrainFactory grains, TimeProvider clock, ILogger<ExpireHolds> log)
    : ByTheClock(PayLimits.ExpireEverySeconds, clock, log) {
    /// <inheritdoc/>
    protected override async Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) {
        var due = await database.Read(connection => LedgerState.Due(connection, Now), stop);
        return due.Select<long, Func<Task>>(currency => grains.GetGrain<ILedgerGrain>(currency).ExpireDue);
    }
}
