using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Cards;

/// <summary>By the clock: what nobody took goes back, and what a dead server left half done is ended.</summary>
internal sealed class SettleCards(CardStore store, IGrainFactory grains, TimeProvider clock, ILogger<SettleCards> log)
    : ByTheClock(PayLimits.SettleCardsEverySeconds, clock, log) {
    /// <inheritdoc/>
    protected override async Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) {
        var due = await store.Due(Now, stop);
        return due.Select<Guid, Func<Task>>(id => grains.GetGrain<ICardGrain>(id).Settle);
    }
}
