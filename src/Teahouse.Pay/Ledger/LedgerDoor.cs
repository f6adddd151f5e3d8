namespace Teahouse.Pay.Ledger;

/// <summary>
/// The way to the ledgers. A ledger whose server has died is asked again until another server has taken it over: it may, because a
/// transfer is once, however often it is asked for.
/// </summary>
internal sealed class LedgerDoor(IGrainFactory grains, TimeProvider clock) {
    /// <summary>Does all transfers of a chain or none.</summary>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="transfers">One or more, in this order.</param>
    /// <exception cref="LedgerBusyException">Too much is asked at once. The same ids may be sent again.</exception>
    public Task<ChainOutcome> Submit(long currency, params Transfer[] transfers) => Insist(currency, ledger => ledger.Submit(new(transfers)));

    /// <summary>Lets an account give nothing, or give again; false when there is none.</summary>
    public Task<bool> Freeze(long currency, long account, bool isFrozen) => Insist(currency, ledger => ledger.Freeze(account, isFrozen));

    private async Task<T> Insist<T>(long currency, Func<ILedgerGrain, Task<T>> ask) {
        var began = clock.GetTimestamp();
        while (true) {
            try {
                return await ask(grains.GetGrain<ILedgerGrain>(currency));
            } catch (Exception e) when (e is OrleansException or TimeoutException && clock.GetElapsedTime(began).TotalSeconds < PayLimits.TakeoverSeconds) {
                await Task.Delay(TimeSpan.FromMilliseconds(PayLimits.AskedAgainMilliseconds), clock);
            }
        }
    }
}
