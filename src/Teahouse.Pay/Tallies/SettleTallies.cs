using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Tallies;

/// <summary>By the clock: what a dead server left on its way arrives, or is asked for again.</summary>
internal sealed class SettleTallies(TallyStore store, TallyDriver driver, TimeProvider clock, ILogger<SettleTallies> log)
    : ByTheClock(PayLimits.SettleTalliesEverySeconds, clock, log) {
    /// <inheritdoc/>
    protected override async Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) {
        var stuck = await store.Stuck(Now, stop);
        return stuck.Select<Guid, Func<Task>>(id => () => driver.GoOn(id, stop));
    }
}
