using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>Money for somebody who is named by their handle.</summary>
/// <param name="To">Their handle or Matrix user id.</param>
/// <param name="Amount">How much.</param>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record TransferWanted(string To, Amount Amount, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The transfer's id.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To whom.</param>
internal sealed record TransferConfirmed(string Id, Amount Amount, OtherSide To);

/*  Money to somebody by their handle.
    (1) What stands in the ledger under this id is answered again, without asking for a finger: a lost answer costs nobody a second look.
    (2) A payment passkey confirms: this id, this person under these names, this amount and nothing else. A token alone moves nothing.
    (3) The proof is spent, while the session still holds.
    (4) The ledger moves the money, once per id.
    Dead before (4): nothing moved; whoever asks again is asked for their passkey again. Dead after: (1). */

/// <summary>Sends money to somebody.</summary>
internal sealed class TransferMoney(
    Database database, Payments payments, LedgerAccounts accounts, PaymentPasskeyDesk desk, PeopleDirectory people, VerifiedNames names, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/transfers",
        [Reads(DataClass.Profile)] (HttpContext http, IdempotencyKey key, Body<TransferWanted> body, WalletSession session, TransferMoney money) =>
            money.Handle(http, key.Id, body.Value, session))
        .WithSummary("Sends money to somebody; a payment passkey confirms it.").Produces<TransferDone>().Is(Verb.Transfer).Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);

    private async Task<IResult> Handle(HttpContext http, Guid id, TransferWanted body, WalletSession session) {
        var stop = http.RequestAborted;
        var (currency, refusal) = body.Amount.Movable();
        if (currency is null) return refusal!;
        if (await people.ByHandle(body.To, stop) is not { } named || await people.Find(named.UserId, stop) is not { } payee) {
            // Who has left meanwhile is nobody; what was done before they left is not said to be undone.
            return await payments.Stands(session.Person, id, stop) ? PayProblems.IdUsedOtherwise : PayProblems.PayeeUnknown;
        }
        if (payee == session.Person) return PayProblems.PayeeIsSelf;
        var to = OtherSide.Of(named, await names.Of(payee, stop));
        var wanted = new Intention(session.Person, id, session.Person, payee, currency, body.Amount.Minor);
        if (await payments.Before(wanted, to, stop) is { } before) return before;
        if ((await database.Read(c => WalletGuard.Of(c, session.Person), stop)).IsFrozen(clock.GetUtcNow().ToUnixTimeMilliseconds())) return PayProblems.Of(TransferOutcome.DebitFrozen);
        if (body.Proof is null && await accounts.HasTooLittle(session.Person, currency.Number, wanted.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
        var (proved, asked) = await desk.Confirm(http, session.Person, body.Proof, new TransferConfirmed(id.ToString(), Amount.Of(wanted.Minor, currency), to));
        if (proved is null) return asked!;
        try {
            await database.Write(new(session.StillHolds(), proved.Used));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        }
        return await payments.Do(wanted, to);
    }
}
