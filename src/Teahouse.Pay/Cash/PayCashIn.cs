using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Cash;

/// <summary>Bank notes that somebody has handed over at a cash desk.</summary>
/// <param name="To">Whose money it becomes: their handle or Matrix user id, or their reference for paying in.</param>
/// <param name="Amount">How much, in the house's currency.</param>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record CashInWanted(string To, Amount Amount, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The request's Idempotency-Key.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To whom: no more of them than a payer is shown of a payee.</param>
internal sealed record CashInConfirmed(string Id, Amount Amount, Face To);

/*  Whoever hands notes over gets as much of the desk's own money, at once. The desk gives what is its own and nobody else's: it can no more
    make money than a payer can.
    (1) What stands in the ledger under this key is answered again, without asking for a finger.
    (2) A payment passkey of the desk confirms: this key, amount and person.
    (3) The proof is spent and the amount counted against the day's limit in one write, while the session holds.
    (4) The ledger moves the money, once per key; what it refuses is not counted.
    Dead between (3) and (4): it counts and did not move. Asked again, it counts once more: a desk may take in less than its limit, never more. */

/// <summary>Pays in what was handed over in notes, out of the desk's own money.</summary>
internal sealed class PayCashIn(
    Database database, CashDesks desks, Payments payments, LedgerAccounts accounts, PaymentPasskeyDesk passkeys, PeopleDirectory people, VerifiedNames names, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/cash", [Reads(DataClass.Profile)] async Task<IResult> (WalletSession session, CashDesks desks, CancellationToken stop) => TypedResults.Ok(await desks.Of(session.Person, stop)))
            .WithSummary("Whether I am a cash desk, and how much I may still take in today.").Produces<CashDesk>().Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapPost("/cash", [Reads(DataClass.Profile)] (HttpContext http, IdempotencyKey key, Body<CashInWanted> body, WalletSession session, PayCashIn cash) => cash.Handle(http, key.Id, body.Value, session))
            .WithSummary("Pays in, at a cash desk, what somebody has handed over in notes; a payment passkey confirms it.").Produces<TransferDone>()
            .Is(Verb.Cash).Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    private async Task<IResult> Handle(HttpContext http, Guid key, CashInWanted body, WalletSession session) {
        var stop = http.RequestAborted;
        var (currency, refusal) = body.Amount.Movable();
        if (currency is null) return refusal!;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        var (desk, stands) = (await desks.Of(session.Person, stop), await payments.Stands(session.Person, key, stop));
        // Who is no desk learns of nobody whether there is such a reference. What was done by who was one, or for who has left, is not said to be undone.
        if (desk.Left is null && !stands) return PayProblems.NotCashDesk;
        if (await Named(body.To, stop) is not { } person) return stands ? PayProblems.IdUsedOtherwise : PayProblems.PayeeUnknown;
        if (person == session.Person) return PayProblems.PayeeIsSelf;
        var wanted = new Intention(session.Person, key, session.Person, person, currency, body.Amount.Minor) { Kind = TransferKind.Cash };
        if (await payments.Before(wanted, null, stop) is { } before) return before;
        if (desk.Left is not { } left) return PayProblems.NotCashDesk;
        if (wanted.Minor > left.Minor) return PayProblems.CashDayLimit;
        if ((await database.Read(c => WalletGuard.Of(c, session.Person), stop)).IsFrozen(clock.GetUtcNow().ToUnixTimeMilliseconds())) return PayProblems.Of(TransferOutcome.DebitFrozen);
        if (body.Proof is null && await accounts.HasTooLittle(session.Person, currency.Number, wanted.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
        var confirmed = new CashInConfirmed(key.ToString(), Amount.Of(wanted.Minor, currency), await Faces.OfPayee(person, names, stop));
        var (proved, asked) = await passkeys.Confirm(http, session.Person, body.Proof, confirmed);
        return proved is null ? asked! : await Move(wanted, session, proved);
    }

    private async Task<IResult> Move(Intention wanted, WalletSession session, Proved proved) {
        var day = desks.Today;
        try {
            await database.Write(new(session.StillHolds(), proved.Used, desks.Take(session.Person, wanted.Minor)), CancellationToken.None);
        } catch (WriteLostException lost) when (lost.Statement <= 1) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        } catch (WriteLostException) {
            // Another device of the desk's was a moment faster, perhaps with this same request.
            return await payments.Before(wanted, null, CancellationToken.None) ?? PayProblems.CashDayLimit;
        }
        var answer = await payments.Do(wanted, null);
        // Where the ledger did not answer, nobody knows whether it moved: it counts.
        if (answer is Problem refused && refused.Code != PayProblems.LedgerBusy.Code) await desks.GiveBack(session.Person, wanted.Minor, day);
        return answer;
    }

    // What looks like a reference is one: nobody takes a handle that looks like somebody's, to be given what was theirs.
    private async Task<PersonId?> Named(string to, CancellationToken stop) {
        if (PayInReference.Whole(to) is { } reference) {
            return await database.Read(c => c.QuerySingleOrDefaultAsync<long?>("SELECT person FROM pay_reference WHERE reference = @reference", new { reference }), stop) is { } known ? new PersonId(known) : null;
        }
        return await people.ByHandle(to, stop) is { } named ? await people.Find(named.UserId, stop) : null;
    }
}
