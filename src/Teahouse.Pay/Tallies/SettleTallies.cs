using Microsoft.Extensions.Hosting;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>By the clock: what a dead server left on its way arrives, or is asked for again.</summary>
internal sealed partial class SettleTallies(TallyStore store, TallyDriver driver, TimeProvider clock, ILogger<SettleTallies> log) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(PayLimits.SettleTalliesEverySeconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task Look(CancellationToken stop) {
        try {
            foreach (var id in await store.Stuck(clock.GetUtcNow().ToUnixTimeMilliseconds(), stop)) await driver.GoOn(id, stop);
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException or LedgerBusyException) {
            LogLater(log, e);
        }
    }
}
