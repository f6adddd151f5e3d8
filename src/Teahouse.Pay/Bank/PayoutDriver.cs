using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/*  The row decides, the ledger follows, as with charges.
    (1) What a person takes out leaves their account at once, for the account of what is going out: in the sandbox, for the bank that is none.
    (2) From there it goes once: to the bank, when a statement shows it; or back, when the person or the operator says so. Both are one
        transfer in name, so that the ledger itself refuses the other.
    (3) What a bank brings back that it had paid comes from the bank's float, under a name of its own.
    The operator's commands write rows only; the running server's next round brings them to the ledger. */

/// <summary>Brings to the ledger what was decided of money on its way out.</summary>
internal sealed class PayoutDriver(Database database, LedgerDoor ledger, LedgerAccounts accounts, PayoutStore payouts, ChargeNews news, TimeProvider clock) {
    private static readonly long Currency = Iso4217.OfHouse.Number;

    /// <summary>Goes on with one as far as it goes by itself.</summary>
    /// <returns>As it stands then.</returns>
    /// <exception cref="LedgerBusyException">The ledger does not answer now; it goes on later.</exception>
    public async Task<PayoutRow> Drive(PayoutRow row) {
        var (next, why) = await Next(row);
        if (next == row.Is) return row;
        try {
            await database.Write(new(PayoutStore.Follow(row, next, why, Now)));
            news.Moved(row.Of);
        } catch (WriteLostException) { }          // somebody else drove it; what the ledger said to both is the same
        return (await payouts.Find(row.Id, CancellationToken.None))!;
    }

    /// <summary>Goes on with what was left on its way, and what the operator decided.</summary>
    public async Task GoOn(CancellationToken stop) {
        foreach (var row in await payouts.Due(Now, stop)) await Drive(row);
        if (await payouts.AreToForget(Now, stop)) await database.Write(new(PayoutStore.Forget(Now)), stop);
    }

    /// <summary>Brings back at once what has not gone to the bank yet: also for a wallet that is frozen because somebody else holds its phone.</summary>
    public async Task TakeBack(PersonId person) {
        foreach (var row in await payouts.WaitingOf(person, CancellationToken.None)) await TakeBack(row.Is == PayoutState.Begun ? await Drive(row) : row);
    }

    /// <summary>Brings one back that waits.</summary>
    /// <returns>As it stands then; null where it no longer waited.</returns>
    public async Task<PayoutRow?> TakeBack(PayoutRow row) {
        if (row.Is != PayoutState.Waiting) return null;
        try {
            await database.Write(new(PayoutStore.Move(row, PayoutState.Cancelling)));
        } catch (WriteLostException) {
            return null;
        }
        return await Drive(row with { State = (long)PayoutState.Cancelling });
    }

    private async Task<(PayoutState State, string? Why)> Next(PayoutRow row) => row.Is switch {
        PayoutState.Begun => await Move(row, row.Taken, AccountKind.Person, IsOfNoBank(row) ? AccountKind.SandboxBank : AccountKind.GoingOut) switch {
            TransferOutcome.Done => (IsOfNoBank(row) ? PayoutState.Done : PayoutState.Waiting, null),
            var outcome => (PayoutState.Refused, outcome.ToString()),
        },
        PayoutState.Cancelling => (await Follow(row, row.Ended, AccountKind.GoingOut, AccountKind.Person, PayoutState.Cancelled), null),
        PayoutState.Rejecting => (await Follow(row, row.Ended, AccountKind.GoingOut, AccountKind.Person, PayoutState.Back), null),
        PayoutState.Confirming => (await Follow(row, row.Ended, AccountKind.GoingOut, AccountKind.Float, PayoutState.Done), null),
        // That the bank had paid it may have been read a moment before.
        PayoutState.Returning => (await Follow(row, row.Ended, AccountKind.GoingOut, AccountKind.Float, PayoutState.Done) == PayoutState.Done
            ? await Follow(row, row.Returned, AccountKind.Float, AccountKind.Person, PayoutState.Back) : row.Is, null),
        _ => (row.Is, null),
    };

    // A wallet that is too full to take it back keeps it waiting: it stands in no file and is nobody else's.
    private async Task<PayoutState> Follow(PayoutRow row, byte[] id, AccountKind from, AccountKind to, PayoutState then) =>
        await Move(row, id, from, to) == TransferOutcome.Done ? then : row.Is;

    private async Task<TransferOutcome> Move(PayoutRow row, byte[] id, AccountKind from, AccountKind to) {
        var transfer = new Transfer(
            new(LedgerAccounts.NumberOfHouse(AccountKind.GoingOut, Currency), new Guid(id, bigEndian: true)), TransferPhase.Single, TransferKind.MoneyOut,
            await Account(row, from), await Account(row, to), row.Amount);
        try {
            return (await ledger.Submit(Currency, transfer)).Outcome;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
    }

    private Task<long> Account(PayoutRow row, AccountKind kind) => kind == AccountKind.Person
        ? accounts.Of(row.Of, kind, Currency, CancellationToken.None) : accounts.OfHouse(kind, Currency, CancellationToken.None);

    private static bool IsOfNoBank(PayoutRow row) => row.Iban.Length == 0;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
