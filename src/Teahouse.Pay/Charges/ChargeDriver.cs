using System.Security.Cryptography;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Pay.Posters;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/*  A charge's row decides, the ledger follows.
    (1) A good code claims its one-time number and the request's key in one write, with what was decided. From here on the charge stands.
    (2) The ledger moves or holds the money, under the charge's own id: once, however often it is asked.
    (3) The row is moved on to what the ledger said. So it goes as well with what is posted or freed later, under ids derived from the charge's.
    What is for good moves together with what the payee leaves to the house, or neither does.
    Dead before (1): nothing is spent. Dead between (1) and (3): the request sent again, or the next round (SettleCharges), goes on from the row. */

/// <summary>Brings to the ledger what was decided of charges, and writes down what became of it.</summary>
internal sealed class ChargeDriver(Database database, LedgerDoor ledger, LedgerAccounts accounts, LinkedFees fees, ChargeStore charges, ChargeNews news, TimeProvider clock) {
    /// <summary>Goes on with a charge as far as it goes by itself.</summary>
    /// <returns>The charge as it stands then.</returns>
    /// <exception cref="LedgerBusyException">The ledger does not answer now; the charge goes on later.</exception>
    public async Task<ChargeRow> Drive(ChargeRow row) {
        var next = row.Is switch {
            ChargeState.Begun => await Begin(row),
            ChargeState.Posting => row with { State = (long)(await Post(row) ? ChargeState.Paid : ChargeState.Refused) },
            ChargeState.Voiding => await Free(row),
            _ => row,
        };
        return next.State == row.State ? row : await Move(row, next);
    }

    /// <summary>Moves a charge on, and goes on with it.</summary>
    /// <returns>The charge as it stands then, whoever moved it; null where somebody else had moved it before.</returns>
    public async Task<ChargeRow?> Decide(ChargeRow from, ChargeRow to, Write with) {
        try {
            await database.Write(new Write(ChargeStore.Move(from, to)).And(with));
        } catch (WriteLostException lost) when (lost.Statement == 0) {
            return null;
        }
        var end = await Drive(to);
        // A question that only waits longer is told to who answers it; the till waits as it did.
        if (from.State == to.State) news.TellAsked(end);
        else if (end.State == to.State) news.Tell(end);
        return end;
    }

    private async Task<ChargeRow> Move(ChargeRow from, ChargeRow to) {
        var isRefused = to.Is == ChargeState.Refused && from.Is == ChargeState.Begun;
        // Whoever scans a poster is answered at once, and nobody tried anything with a code of theirs.
        var noted = isRefused && to.Poster is null ? Attempts.Note(to.From, to.Word!, to.Amount, to.To, clock.GetUtcNow().ToUnixTimeMilliseconds()) : Write.Nothing;
        var freed = to is { Poster: not null, Is: ChargeState.Refused or ChargeState.Undone } ? new(PosterStore.Free(to)) : Write.Nothing;
        try {
            await database.Write(new Write(ChargeStore.Move(from, to)).And(noted).And(freed));
            news.Tell(to);
            return to;
        } catch (WriteLostException) {
            // Somebody else drove it; what the ledger said to both is the same.
            return (await charges.Find(from.Name, CancellationToken.None))!;
        }
    }

    private async Task<ChargeRow> Begin(ChargeRow row) {
        var isHeld = row.Until is not null || row.GoodsAt is not null;
        var (payer, payee) = (await Account(row.From), await Account(row.To));
        var payment = new Transfer(new(payee, row.Name), isHeld ? TransferPhase.Pending : TransferPhase.Single, TransferKind.Payment, payer, payee, row.Amount) {
            Timeout = isHeld ? PayLimits.HeldInLedgerSeconds : 0,
        };
        var outcome = await Submit(isHeld ? [payment] : await fees.After(payment, payee, row));
        if (outcome != TransferOutcome.Done) return row with { State = (long)ChargeState.Refused, Word = WordOf(outcome) };
        return row with { State = (long)(row.Until is not null ? ChargeState.Waiting : row.GoodsAt is not null ? ChargeState.Held : ChargeState.Paid) };
    }

    // A month without this server ended the hold by itself: then nothing moved, and it is told as refused.
    private async Task<bool> Post(ChargeRow row) => await End(row, TransferPhase.Post) is TransferOutcome.Done;

    private async Task<ChargeRow> Free(ChargeRow row) {
        await End(row, TransferPhase.Void);
        return row with { State = (long)(row.GoodsAt is null ? ChargeState.Refused : ChargeState.Undone) };
    }

    private async Task<TransferOutcome> End(ChargeRow row, TransferPhase how) {
        var payee = await Account(row.To);
        var end = new Transfer(new(payee, Derived(row.Id, how)), how, TransferKind.Payment, 0, 0, 0) { Pending = new(payee, row.Name) };
        return await Submit(how == TransferPhase.Post ? await fees.After(end, payee, row) : [end]);
    }

    private async Task<TransferOutcome> Submit(Transfer[] chain) {
        try {
            return (await ledger.Submit(Iso4217.OfHouse.Number, chain)).Outcome;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
    }

    private Task<long> Account(PersonId person) => accounts.Of(person, AccountKind.Person, Iso4217.OfHouse.Number, CancellationToken.None);

    private static Guid Derived(byte[] charge, TransferPhase how) => new(SHA256.HashData([(byte)how, .. charge]).AsSpan(0, 16), bigEndian: true);

    private static string WordOf(TransferOutcome outcome) => outcome switch {
        TransferOutcome.FundsInsufficient => AttemptWord.FundsInsufficient,
        TransferOutcome.DebitFrozen => AttemptWord.Frozen,
        TransferOutcome.BalanceTooLarge => AttemptWord.PayeeFull,
        _ => throw new InvalidOperationException($"No charge ends as {outcome}."),
    };
}
