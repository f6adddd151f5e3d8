using Microsoft.Extensions.Hosting;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>By the clock: what nobody took goes back, and what a dead server left half done is ended.</summary>
internal sealed partial class SettleCards(CardStore store, IGrainFactory grains, TimeProvider clock, ILogger<SettleCards> log) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(PayLimits.SettleCardsEverySeconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Look(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task Look(CancellationToken stop) {
        try {
            foreach (var id in await store.Due(clock.GetUtcNow().ToUnixTimeMilliseconds(), stop)) await Settle(id);
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogLater(log, e);
        }
    }

    // One card that cannot be settled keeps no other from it.
    private async Task Settle(Guid id) {
        try {
            await grains.GetGrain<ICardGrain>(id).Settle();
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException or OrleansException or TimeoutException or LedgerBusyException or InvalidOperationException) {
            LogLater(log, e);
        }
    }
}
