using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>By the clock: has the ledgers free what was held for too long.</summary>
internal sealed partial class ExpireHolds(Database database, IGrainFactory grains, TimeProvider clock, ILogger<ExpireHolds> log) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(PayLimits.ExpireEverySeconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task Look(CancellationToken stop) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try {
            foreach (var currency in await database.Read(connection => LedgerState.Due(connection, now), stop)) {
                await grains.GetGrain<ILedgerGrain>(currency).ExpireDue();
            }
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException or OrleansException or TimeoutException or LedgerBusyException) {
            LogLater(log, e);
        }
    }
}
