using Microsoft.Extensions.Hosting;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Disputes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>By the clock: what is held becomes for good, what nobody answered is refused, what was left on its way goes on, frozen wallets thaw, what banks did reaches the ledger, and what the operator did is told.</summary>
internal sealed partial class SettleCharges(
    ChargeStore charges, ChargeDriver driver, Refunds refunds, Freezing freezing, PayoutDriver payouts, EntryDriver entries, TellDisputes disputes, TimeProvider clock, ILogger<SettleCharges> log) : BackgroundService {
    /// <summary>One look; tests need not wait for the next.</summary>
    public async Task Look(CancellationToken stop) {
        foreach (var row in await charges.Due(stop)) await Settle(row);
        await refunds.GoOn(stop);
        await freezing.GoOn(stop);
        await payouts.GoOn(stop);
        await entries.GoOn(stop);
        await disputes.Look(stop);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(PayLimits.SettleEverySeconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLook(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task TryLook(CancellationToken stop) {
        try {
            await Look(stop);
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException or LedgerBusyException) {
            LogLater(log, e);
        }
    }

    private async Task Settle(ChargeRow row) {
        if (row.Is == ChargeState.Waiting) {
            await driver.Decide(row, row with { State = (long)ChargeState.Voiding, Word = AttemptWord.NotAnswered },
                Attempts.Note(row.From, AttemptWord.NotAnswered, row.Amount, row.To, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        } else if (row.Is == ChargeState.Held) {
            await driver.Decide(row, row with { State = (long)ChargeState.Posting }, Write.Nothing);
        } else {
            await driver.Drive(row);
        }
    }
}
