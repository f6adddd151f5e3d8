using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The request's Idempotency-Key.</param>
/// <param name="Tally">What is paid.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To whom.</param>
internal sealed record TallyConfirmed(string Id, string Tally, Amount Amount, OtherSide To);

/// <summary>Pays what somebody asks for in a conversation; only in the wallet.</summary>
internal sealed class PayTally(
    Database database, TallyStore store, TallyDriver driver, AskedTallies asked, Payments payments, LedgerAccounts accounts, PaymentPasskeyDesk desk, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/tallies/{id}/pay",
        [Reads(DataClass.Profile)] (string id, HttpContext http, IdempotencyKey key, Body<ConfirmedByPasskey> body, WalletSession session, PayTally tally) =>
            tally.Pay(id, http, key.Id, body.Value.Proof, session))
        .WithSummary("Pays my part of what somebody asks for; a payment passkey confirms it.").Produces<TransferDone>().Is(Verb.Tally).Needs(WalletScope.Full).AtMost(Rate.Sending);

    private async Task<IResult> Pay(string id, HttpContext http, Guid key, Proof? proof, WalletSession session) {
        var stop = http.RequestAborted;
        if (await asked.Mine(id, session.Person, stop) is not var (tally, part, asker)) return Problem.NotFound;
        try {
            if (await Before(tally, part, key, asker, stop) is { } before) return before;
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            if (tally.Word(part, now) != "asked") return PayProblems.TallyOver;
            if ((await database.Read(c => WalletGuard.Of(c, session.Person), stop)).IsFrozen(now)) return PayProblems.Of(TransferOutcome.DebitFrozen);
            if (proof is null && await accounts.HasTooLittle(session.Person, tally.Currency, part.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
            var confirmed = new TallyConfirmed(key.ToString(), tally.Id.ToString(), Amount.Of(part.Minor, Iso4217.Of(tally.Currency)), asker);
            var (proved, question) = await desk.Confirm(http, session.Person, proof, confirmed);
            return proved is null ? question! : await Claim(tally, part, key, asker, session, proved);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> Claim(Tally tally, TallyPart part, Guid key, OtherSide asker, WalletSession session, Proved proved) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try {
            await database.Write(new Write(session.StillHolds(), proved.Used).And(TallyStore.Claim(tally, part, key, now)), CancellationToken.None);
        } catch (WriteLostException lost) when (lost.Statement <= 1) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        } catch (WriteLostException) {
            // Somebody was a moment faster: the same request, another one of this payer's, or the asker who withdraws.
            return await Find(tally.Id, session.Person) is var (found, own) && await Before(found, own, key, asker, CancellationToken.None) is { } before ? before : PayProblems.TallyOver;
        }
        driver.Tell(tally);
        return Answer(await driver.Drive(tally, part with { Transfer = key, State = TallyPartState.OnItsWay, At = now }), tally, part, key, asker);
    }

    // What stands under the key is answered again, without asking for a finger.
    private async Task<IResult?> Before(Tally tally, TallyPart part, Guid key, OtherSide asker, CancellationToken stop) {
        if (part.Transfer == key) return Answer(await driver.Drive(tally, part), tally, part, key, asker);
        if (await store.PaidUnder(new(part.Person), key, stop) is not null) return PayProblems.IdUsedOtherwise;
        return await payments.Before(TallyDriver.Intention(tally, part, key), asker, stop);
    }

    private async Task<(Tally Tally, TallyPart Part)?> Find(Guid id, PersonId person) =>
        await store.Find(id, CancellationToken.None) is { } tally && tally.Of(person.Value) is { } part ? (tally, part) : null;

    private static IResult Answer(ChainOutcome outcome, Tally tally, TallyPart part, Guid key, OtherSide asker) => outcome.Outcome == TransferOutcome.Done
        ? TypedResults.Ok(TransferDone.Of(key, Amount.Of(part.Minor, Iso4217.Of(tally.Currency)), outcome.Written[0].At, asker)) : PayProblems.Of(outcome.Outcome);
}
