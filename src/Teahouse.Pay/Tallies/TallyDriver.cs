using System.Text.Json;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.News;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/*  A part's way.
    (1) Somebody is asked for it. Declined, withdrawn or late, it is never paid.
    (2) Its payer's passkey confirms, and the part is claimed under the payer's key, in the write that spends the proof (PayTally).
    (3) The ledger moves the money from payer to asker, once under that key, and the part is paid.
    Where the ledger does not (there is too little, or the wallet was frozen meanwhile), the part is asked for again, and the key has failed
    for ever. Dead between (2) and (3): whoever asks again, or the clock (SettleTallies), goes on with (3). What is on its way still arrives
    when its asker withdraws the rest. */

/// <summary>Brings parts that were claimed to the ledger, and tells those whom a tally concerns.</summary>
internal sealed class TallyDriver(Database database, TallyStore store, Payments payments, PeopleDirectory people, IIgnored ignored, WalletDoor door, TimeProvider clock) {
    /// <summary>What the ledger is asked for a part.</summary>
    public static Intention Intention(Tally tally, TallyPart part, Guid key) =>
        new(new(part.Person), key, new(part.Person), new(tally.Asker), Iso4217.Of(tally.Currency), part.Minor) { Kind = TransferKind.Tally };

    /// <summary>Moves the money of a part that was claimed, once however often it is asked, and writes down what became of it.</summary>
    /// <exception cref="LedgerBusyException">The ledger does not answer; the clock goes on with it.</exception>
    public async Task<ChainOutcome> Drive(Tally tally, TallyPart part) {
        var outcome = await payments.Move(Intention(tally, part, part.Transfer!.Value));
        if (part.State != TallyPartState.OnItsWay) return outcome;
        await database.Write(new(outcome.Outcome == TransferOutcome.Done ? TallyStore.Arrived(tally, part, Now) : TallyStore.Free(tally, part, Now)));
        Tell(tally);
        return outcome;
    }

    /// <summary>Goes on with the parts of a tally that are on their way.</summary>
    public async Task GoOn(Guid id, CancellationToken stop) {
        if (await store.Find(id, stop) is not { } tally) return;
        foreach (var part in tally.Parts.Where(p => p.State == TallyPartState.OnItsWay)) await Drive(tally, part);
    }

    /// <summary>Tells the open wallets of those whom it concerns. Nobody waits for it, and nothing rests on it.</summary>
    public void Tell(Tally tally) => TellAll(tally).Ignore();

    private async Task TellAll(Tally tally) {
        var asker = await people.UserIdOf(new(tally.Asker), CancellationToken.None);
        var news = new WalletNews("tally", JsonSerializer.Serialize(new { id = tally.Id }, JsonSerializerOptions.Web), IsForTills: false);
        foreach (var person in tally.Parts.Select(p => p.Person).Append(tally.Asker).Distinct().Where(p => p > 0)) {
            if (person == tally.Asker || asker is null || !await ignored.Ignores(new(person), asker, CancellationToken.None)) door.Tell(new(person), news);
        }
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
