using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Fees;
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

namespace Teahouse.Pay.Posters;

/// <summary>Money for what was scanned.</summary>
/// <param name="Amount">How much; of a code for one payment, what it says.</param>
/// <param name="Hold">Hold it for ten minutes instead of paying for good, where that is offered.</param>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record PosterPaymentWanted(Amount Amount, bool Hold = false, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The request's Idempotency-Key.</param>
/// <param name="Poster">What was scanned.</param>
/// <param name="Amount">How much.</param>
/// <param name="Payee">To whom, as the house knows them.</param>
/// <param name="Hold">As asked.</param>
internal sealed record PosterConfirmed(string Id, string Poster, Amount Amount, Face Payee, bool Hold);

/*  Money for a code that a payee shows: a charge that its payer begins.
    (1) What stands under this key is answered again, without asking for a finger.
    (2) A payment passkey confirms: this key, code, payee under this face, amount, for good or on hold.
    (3) The proof is spent and the charge begins in one write, while the session holds, the code may be paid, and nobody of the payer's charges
        came in between: so of two at once under the day's limit the second is judged after the first, and a code for one payment is paid once.
    (4) From here on it is a charge like any other (ChargeDriver): held or paid once, found again after a crash, refundable. */

/// <summary>Pays what was scanned.</summary>
internal sealed class PayPoster(
    Database database, PosterStore posters, ChargeStore charges, ChargeDriver driver, Payments payments, LedgerAccounts accounts, PaymentPasskeyDesk desk,
    VerifiedNames names, WalletLaw law, PayeeFee fee, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/posters/{id}/pay",
        [Reads(DataClass.Profile)] (string id, HttpContext http, IdempotencyKey key, Body<PosterPaymentWanted> body, WalletSession session, PayPoster poster) =>
            poster.Handle(id, http, key.Id, body.Value, session))
        .WithSummary("Pays what I have scanned; a payment passkey confirms it.").Produces<Payment>().Is(Verb.Poster).Needs(WalletScope.Full).AtMost(Rate.Sending);

    /// <summary>Why somebody cannot pay a code; null where they can.</summary>
    public static Problem? Refusal(PosterRow poster, PersonId payer, long now) => poster.To == payer ? PayProblems.PayeeIsSelf : poster.State(now) switch {
        "withdrawn" => PayProblems.PosterWithdrawn,
        "expired" => PayProblems.PosterExpired,
        "paid" => PayProblems.PosterPaid,
        _ => null,
    };

    private async Task<IResult> Handle(string id, HttpContext http, Guid key, PosterPaymentWanted wanted, WalletSession session) {
        var stop = http.RequestAborted;
        var (currency, refusal) = wanted.Amount.Movable();
        if (currency is null) return refusal!;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        try {
            if (await Before(id, key, wanted, session.Person, stop) is { } before) return before;
            if (await posters.Find(id, stop) is not { } poster) return PayProblems.PosterUnknown;
            var face = await Faces.OfPayee(poster.To, names, stop);
            var (_, refused) = await Judge(poster, face, wanted, session.Person, stop);
            if (refused is not null) return refused;
            if (wanted.Proof is null && await accounts.HasTooLittle(session.Person, currency.Number, wanted.Amount.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
            var confirmed = new PosterConfirmed(key.ToString(), poster.Id, ChargeWords.Money(wanted.Amount.Minor), face, wanted.Hold);
            var (proved, asked) = await desk.Confirm(http, session.Person, wanted.Proof, confirmed);
            return proved is null ? asked! : await Pay(poster, face, key, wanted, session, proved);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> Pay(PosterRow poster, Face face, Guid key, PosterPaymentWanted wanted, WalletSession session, Proved proved) {
        for (var attempt = 0; attempt < PayLimits.ChargeAttemptsMax; attempt++) {
            var (standing, refusal) = await Judge(poster, face, wanted, session.Person, CancellationToken.None);
            if (refusal is not null) return await Before(poster.Id, key, wanted, session.Person, CancellationToken.None) ?? refusal;
            var row = ChargeRow.Of(poster, NameOf(session.Person, key), session.Person, wanted.Amount.Minor, wanted.Hold, fee, clock.GetUtcNow().ToUnixTimeMilliseconds());
            try {
                await database.Write(new Write(session.StillHolds(), proved.Used).And(ChargeStore.Claim(row, poster, standing.Charged)), CancellationToken.None);
                return Answer(await driver.Drive(row), face);
            } catch (WriteLostException lost) when (lost.Statement <= 1) {
                return Problem.PasskeyRefused;    // the session or the passkey has ended meanwhile
            } catch (WriteLostException) {
                // Somebody else was a moment faster: the same request, another charge of this payer's, or another payer of this code.
                if (await Before(poster.Id, key, wanted, session.Person, CancellationToken.None) is { } before) return before;
                if (await posters.Find(poster.Id, CancellationToken.None) is not { } found) return PayProblems.PosterUnknown;
                poster = found;
            }
        }
        return PayProblems.LedgerBusy;
    }

    private async Task<(PosterStanding Standing, Problem? Refusal)> Judge(PosterRow poster, Face face, PosterPaymentWanted wanted, PersonId payer, CancellationToken stop) {
        var standing = await posters.Between(payer, poster.To, stop);
        var minor = wanted.Amount.Minor;
        return (standing, Refusal(poster, payer, clock.GetUtcNow().ToUnixTimeMilliseconds())
            ?? (law.Regime == Regime.ClosedLoop && !face.Verified ? PayProblems.PayeeNotVerified
            : poster.IsOnce && poster.Amount != minor ? PayProblems.PosterAltered
            : standing.IsFrozen ? PayProblems.Of(TransferOutcome.DebitFrozen)
            : !poster.IsOnce && standing.PaidToday + minor > PayLimits.PosterDayMinorMax ? PayProblems.PosterDayLimit
            : wanted.Hold && (standing.WasPaid || face.Verified) ? PayProblems.CannotBeHeld : null));
    }

    private async Task<IResult?> Before(string poster, Guid key, PosterPaymentWanted wanted, PersonId payer, CancellationToken stop) {
        if (await charges.Find(new Guid(NameOf(payer, key), bigEndian: true), stop) is not { } row) {
            return await payments.Stands(payer, key, stop) ? PayProblems.IdUsedOtherwise : null;
        }
        if (row.Poster != poster || row.Amount != wanted.Amount.Minor || row.GoodsAt is not null != wanted.Hold) return PayProblems.IdUsedOtherwise;
        return Answer(await driver.Drive(row), await Faces.OfPayee(row.To, names, stop));
    }

    private static IResult Answer(ChargeRow row, Face payee) => row.Word switch {
        AttemptWord.FundsInsufficient => PayProblems.Of(TransferOutcome.FundsInsufficient),
        AttemptWord.Frozen => PayProblems.Of(TransferOutcome.DebitFrozen),
        AttemptWord.PayeeFull => PayProblems.Of(TransferOutcome.BalanceTooLarge),
        _ => TypedResults.Ok(Payment.Of(row, payee)),
    };

    // One charge for a payer and a key; the payee, who is told it, learns neither from it.
    private static byte[] NameOf(PersonId payer, Guid key) {
        var person = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(person, payer.Value);
        return SHA256.HashData([.. "teahouse/poster"u8, .. person, .. LedgerWrite.Bytes(key)])[..16];
    }
}
