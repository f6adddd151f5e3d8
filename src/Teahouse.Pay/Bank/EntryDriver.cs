using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>Brings to the ledger what statements have brought to people: once each, under a name that comes of the entry itself.</summary>
internal sealed class EntryDriver(Database database, LedgerDoor ledger, LedgerAccounts accounts, EntryStore entries, ChargeNews news) {
    /// <summary>Goes on with what commands have read beside the server.</summary>
    public async Task GoOn(CancellationToken stop) {
        foreach (var row in await entries.In(EntryState.Crediting, PayLimits.SettledPerRoundMax, stop)) await Drive(row);
    }

    private async Task Drive(EntryRow row) {
        var (currency, person) = (Iso4217.OfHouse.Number, new PersonId(row.Person!.Value));
        var bank = await accounts.OfHouse(AccountKind.Float, currency, CancellationToken.None);
        var own = await accounts.Of(person, AccountKind.Person, currency, CancellationToken.None);
        TransferOutcome outcome;
        try {
            outcome = (await ledger.Submit(currency, new Transfer(new(bank, new Guid(row.Transfer, bigEndian: true)), TransferPhase.Single, TransferKind.MoneyIn, bank, own, row.Amount))).Outcome;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
        var isDone = outcome == TransferOutcome.Done;
        try {
            // Its name has failed for ever: the operator deals with it at the bank.
            await database.Write(new(EntryStore.Follow(row, isDone ? EntryState.Credited : EntryState.NotUnderstood, isDone ? null : "the wallet cannot hold so much: send it back at the bank")));
            if (isDone) news.Moved(person);
        } catch (WriteLostException) { }          // another server wrote the same down
    }
}
