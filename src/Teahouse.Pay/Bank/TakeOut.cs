using System.Security.Cryptography;
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
using Teahouse.Pay.Statements;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>An account at a bank.</summary>
/// <param name="Iban">Its number.</param>
/// <param name="Name">Whose it is.</param>
internal sealed record AccountAtBank(string Iban, string Name);

/// <summary>Money that somebody takes out.</summary>
/// <param name="Amount">How much, in the house's currency.</param>
/// <param name="To">To which account; null in the sandbox, where it goes back to the bank that is none.</param>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record TakeOutWanted(Amount Amount, AccountAtBank? To = null, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The request's Idempotency-Key.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To which account, as it will stand in the bank's file.</param>
internal sealed record TakeOutConfirmed(string Id, Amount Amount, AccountAtBank? To);

/// <summary>Money on its way out.</summary>
/// <param name="Id">Names it, also for the operator and the bank.</param>
/// <param name="Amount">How much.</param>
/// <param name="To">To which account; null for the bank that is none, and where it is forgotten because it is long over.</param>
/// <param name="At">When it was asked for (milliseconds).</param>
/// <param name="State"><c>waiting</c> for the next file to the bank, <c>sent</c> there, <c>done</c>, <c>cancelled</c> by oneself, or <c>back</c>.</param>
/// <param name="Reason">Why it came back: the bank's code (ISO 20022, <c>AC04</c>) or the operator's words; else null.</param>
/// <param name="EndedAt">When it was over (milliseconds); null while it is not.</param>
internal sealed record Payout(string Id, Amount Amount, AccountAtBank? To, long At, string State, string? Reason, long? EndedAt) {
    public static Payout Of(PayoutRow row) => new(
        row.Id, Amount.Of(row.Amount, Iso4217.OfHouse), row.Iban.Length == 0 ? null : new(row.Iban, row.Name), row.At, row.Word, row.Reason, row.EndedAt);
}

/// <summary>What one has taken out.</summary>
/// <param name="Payouts">The newest first, and not more than a hundred.</param>
internal sealed record PayoutList(IReadOnlyList<Payout> Payouts);

/*  (1) What stands under this key is answered again, without asking for a finger.
    (2) A payment passkey confirms: this key, amount and account. (3) The proof is spent and the row begins in one write, while the session
    holds. (4) From here on the row decides, and the ledger follows (PayoutDriver).
    Nobody but the person keeps them from it: a suspension by the operator ends at the wallet's door (DESIGN §5), and only the freeze that
    they asked for themselves stands in the way. */

/// <summary>Takes money out of the wallet.</summary>
internal sealed class TakeOut(
    Database database, PayoutStore payouts, PayoutDriver driver, Payments payments, LedgerAccounts accounts, PaymentPasskeyDesk desk, HouseBank bank, WalletLaw law, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/money-out", [Reads] (WalletSession session, TakeOut money, CancellationToken stop) => money.All(session, stop))
            .WithSummary("What I have taken out, and where it is.").Produces<PayoutList>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
        pay.MapPost("/money-out", [Reads] (HttpContext http, IdempotencyKey key, Body<TakeOutWanted> body, WalletSession session, TakeOut money) => money.Handle(http, key.Id, body.Value, session))
            .WithSummary("Takes money out, to an account at a bank; a payment passkey confirms it.").Produces<Payout>().Is(Verb.MoneyOut).Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);
        pay.MapPost("/money-out/{id}/cancel", [Reads] (string id, WalletSession session, TakeOut money, CancellationToken stop) => money.Cancel(id, session, stop))
            .WithSummary("Takes it back, while it waits for the next file to the bank.").Produces<Payout>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Sending);
    }

    private async Task<IResult> All(WalletSession session, CancellationToken stop) =>
        TypedResults.Ok(new PayoutList([.. (await payouts.Own(session.Person, stop)).Select(Payout.Of)]));

    private async Task<IResult> Handle(HttpContext http, Guid key, TakeOutWanted wanted, WalletSession session) {
        var stop = http.RequestAborted;
        var (currency, refusal) = wanted.Amount.Movable();
        if (currency is null) return refusal!;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        var (to, mistake) = Account(wanted.To);
        if (mistake is not null) return PayProblems.BankAccountInvalid(mistake);
        try {
            if (await Before(key, wanted.Amount.Minor, to, session.Person, stop) is { } before) return before;
            if ((await database.Read(c => WalletGuard.Of(c, session.Person), stop)).IsFrozen(Now)) return PayProblems.Of(TransferOutcome.DebitFrozen);
            if (wanted.Proof is null && await accounts.HasTooLittle(session.Person, currency.Number, wanted.Amount.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
            var (proved, asked) = await desk.Confirm(http, session.Person, wanted.Proof, new TakeOutConfirmed(key.ToString(), wanted.Amount, to));
            return proved is null ? asked! : await Begin(Row(session.Person, key, wanted.Amount.Minor, to), to, session, proved);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> Begin(PayoutRow row, AccountAtBank? to, WalletSession session, Proved proved) {
        try {
            await database.Write(new(session.StillHolds(), proved.Used, PayoutStore.Begin(row)), CancellationToken.None);
        } catch (WriteLostException lost) when (lost.Statement <= 1) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        } catch (WriteLostException) {
            return await Before(new Guid(row.Key, bigEndian: true), row.Amount, to, row.Of, CancellationToken.None) ?? PayProblems.PayoutsTooMany;
        }
        return Answer(await driver.Drive(row));
    }

    private async Task<IResult> Cancel(string id, WalletSession session, CancellationToken stop) {
        if (await payouts.Find(id, stop) is not { } row || row.Person != session.Person.Value) return Problem.NotFound;
        try {
            row = await driver.Drive(row);
            row = await driver.TakeBack(row) ?? (await payouts.Find(id, CancellationToken.None))!;
            return row.Is is PayoutState.Cancelling or PayoutState.Cancelled ? TypedResults.Ok(Payout.Of(row)) : PayProblems.PayoutTooLate;
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult?> Before(Guid key, long minor, AccountAtBank? to, PersonId person, CancellationToken stop) {
        if (await payouts.Under(person, key, stop) is not { } row) return await payments.Stands(person, key, stop) ? PayProblems.IdUsedOtherwise : null;
        // Of what is long over the account is forgotten, and cannot be held against what is asked.
        var isSame = row.Amount == minor && (row.Iban == (to?.Iban ?? "") && row.Name == (to?.Name ?? "") || (row.Iban.Length == 0 && to is not null));
        return isSame ? Answer(await driver.Drive(row)) : PayProblems.IdUsedOtherwise;
    }

    private static IResult Answer(PayoutRow row) => row.Is == PayoutState.Refused ? PayProblems.Of(Enum.Parse<TransferOutcome>(row.Reason!)) : TypedResults.Ok(Payout.Of(row));

    private (AccountAtBank? To, string? Mistake) Account(AccountAtBank? to) {
        if (law.Regime == Regime.Sandbox) return to is null ? (null, null) : (null, "In the sandbox money goes back to the bank that is none: leave 'to' out, no account is wanted.");
        if (to is null) return (null, "Say in 'to' which account at a bank it goes to.");
        var (iban, mistake) = Iban.Read(to.Iban);
        if (iban is null) return (null, mistake);
        var (name, odd) = BankLetters.Read(to.Name);
        return name is null ? (null, odd) : iban == bank.Account?.Iban ? (null, "This is the account of this house itself.") : (new(iban, name), null);
    }

    private PayoutRow Row(PersonId person, Guid key, long minor, AccountAtBank? to) => new(
        RandomNumberGenerator.GetString(ReceiptNumbers.Characters, ReceiptNumbers.Length), person.Value, LedgerWrite.Bytes(key), minor, to?.Iban ?? "", to?.Name ?? "",
        NewName(), NewName(), NewName(), Now, (long)PayoutState.Begun, null, 0, null, null);

    private static byte[] NewName() => LedgerWrite.Bytes(Guid.NewGuid());

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
