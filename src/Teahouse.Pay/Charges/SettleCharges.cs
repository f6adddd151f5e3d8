using Teahouse.Pay.Bank;
using Teahouse.Pay.Disputes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>By the clock: what is held becomes for good, what nobody answered is refused, what was left on its way goes on, frozen wallets thaw, what banks did reaches the ledger, and what the operator did is told.</summary>
internal sealed class SettleCharges(
    ChargeStore charges, ChargeDriver driver, Refunds refunds, Freezing freezing, PayoutDriver payouts, EntryDriver entries, TellDisputes disputes, TimeProvider clock, ILogger<SettleCharges> log)
    : ByTheClock(PayLimits.SettleEverySeconds, clock, log) {
    /// <inheritdoc/>
    protected override async Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) => [
        .. (await charges.Due(stop)).Select<ChargeRow, Func<Task>>(row => () => Settle(row)),
        () => refunds.GoOn(stop), () => freezing.GoOn(stop), () => payouts.GoOn(stop), () => entries.GoOn(stop), () => disputes.Look(stop),
    ];

    private async Task Settle(ChargeRow row) {
        if (row.Is == ChargeState.Waiting) {
            await driver.Decide(row, row with { State = (long)ChargeState.Voiding, Word = AttemptWord.NotAnswered },
                Attempts.Note(row.From, AttemptWord.NotAnswered, row.Amount, row.To, Now));
        } else if (row.Is == ChargeState.Held) {
            await driver.Decide(row, row with { State = (long)ChargeState.Posting }, Write.Nothing);
        } else {
            await driver.Drive(row);
        }
    }
}
