using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Questions that wait.</summary>
/// <param name="Asks">The oldest first.</param>
internal sealed record AsksWaiting(IReadOnlyList<Ask> Asks);

/// <summary>The answer to one.</summary>
/// <param name="Answer"><c>refuse</c>, <c>hold</c> or <c>payForGood</c>.</param>
/// <param name="Proof">For payForGood: the answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record AskAnswered(string Answer, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">Names the charge.</param>
/// <param name="Amount">How much.</param>
/// <param name="Payee">To whom.</param>
internal sealed record PaymentConfirmed(string Id, Amount Amount, Face Payee);

/// <summary>The payer answers what a till asks.</summary>
internal sealed class AnswerAsk(ChargeStore charges, ChargeDriver driver, PaymentPasskeyDesk desk, VerifiedNames names, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/asks", Waiting).WithSummary("What tills ask me now.").Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapPost("/asks/{id}/answer",
            [Reads] (string id, HttpContext http, Body<AskAnswered> body, WalletSession session, AnswerAsk answer) => answer.Handle(id, http, body.Value, session))
            .WithSummary("Refuses (204), holds for ten minutes, or pays for good, which a payment passkey confirms.")
            .Produces<Payment>().Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapPost("/payments/{id}/undo", [Reads] (string id, WalletSession session, AnswerAsk answer) => answer.Undo(id, session))
            .WithSummary("Takes back what is still held.").Produces<Payment>().Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<Ok<AsksWaiting>> Waiting(WalletSession session, ChargeStore charges, VerifiedNames names, CancellationToken stop) {
        var rows = await charges.Asked(session.Person, stop);
        var verified = await names.Of([.. rows.Select(r => r.To).Distinct()], stop);
        return TypedResults.Ok(new AsksWaiting([.. rows.Select(r => Ask.Of(r, Faces.OfPayee(r.To, verified.GetValueOrDefault(r.Payee))))]));
    }

    private async Task<IResult> Handle(string id, HttpContext http, AskAnswered body, WalletSession session) {
        if (body.Answer is not ("refuse" or "hold" or "payForGood")) throw MatrixError.BadJson("'answer' is one of refuse, hold and payForGood.").Thrown();
        if (await charges.Find(id, http.RequestAborted) is not { Until: not null } row || row.From != session.Person) return Problem.NotFound;
        if (row.Is != ChargeState.Waiting || row.Until <= Now) return await Before(row, body.Answer);
        try {
            return body.Answer switch {
                "refuse" => await Refuse(row),
                "hold" => await Hold(row, http, body.Proof, session),
                _ => await Pay(row, http, body.Proof, session),
            };
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        }
    }

    private async Task<IResult> Refuse(ChargeRow row) {
        var refused = row with { State = (long)ChargeState.Voiding, Word = AttemptWord.RefusedByPayer };
        return await driver.Decide(row, refused, Attempts.Note(row.From, AttemptWord.RefusedByPayer, row.Amount, row.To, Now)) is null ? await Anew(row, "refuse") : TypedResults.NoContent();
    }

    private async Task<IResult> Hold(ChargeRow row, HttpContext http, Proof? proof, WalletSession session) {
        if (!Ask.MayBeHeld(row)) return PayProblems.CannotBeHeld;
        var (proved, asked) = Ask.HoldTakesFinger(row) ? await Confirm(row, http, proof, session) : (Write.Nothing, null);
        if (proved is null) return asked!;
        return await driver.Decide(row, row with { State = (long)ChargeState.Held, GoodsAt = Now + PayLimits.HoldMilliseconds }, proved) is { } held
            ? await Shown(held) : await Anew(row, "hold");
    }

    private async Task<IResult> Pay(ChargeRow row, HttpContext http, Proof? proof, WalletSession session) {
        var (proved, asked) = await Confirm(row, http, proof, session);
        if (proved is null) return asked!;
        return await driver.Decide(row, row with { State = (long)ChargeState.Posting, Confirmed = 1 }, proved) is { } paid
            ? await Shown(paid) : await Anew(row, "payForGood");
    }

    // Whoever reaches for the passkey has answered in time: the dialogue of the device may take longer than the question waits. Once.
    private async Task<(Write? Proved, IResult? Asked)> Confirm(ChargeRow row, HttpContext http, Proof? proof, WalletSession session) {
        var confirmed = new PaymentConfirmed(row.Name.ToString(), ChargeWords.Money(row.Amount), await Faces.OfPayee(row.To, names, http.RequestAborted));
        if (proof is null && row.Until == row.At + PayLimits.AskMilliseconds) {
            await driver.Decide(row, row with { Until = row.Until + PayLimits.ConfirmMilliseconds }, Write.Nothing);
        }
        var (proved, asked) = await desk.Confirm(http, session.Person, proof, confirmed);
        return (proved is null ? null : new(session.StillHolds(), proved.Used), asked);
    }

    private async Task<IResult> Undo(string id, WalletSession session) {
        if (await charges.Find(id, CancellationToken.None) is not { } row || row.From != session.Person) return Problem.NotFound;
        try {
            if (row.Is == ChargeState.Held && row.GoodsAt > Now) row = await driver.Decide(row, row with { State = (long)ChargeState.Voiding }, Write.Nothing) ?? await Found(row);
            else row = await driver.Drive(row);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
        return row.Is == ChargeState.Undone ? await Shown(row) : PayProblems.UndoTooLate;
    }

    private async Task<IResult> Anew(ChargeRow row, string answer) => await Before(await Found(row), answer);

    // Asked again, the same answer is answered as before; another one comes too late.
    private async Task<IResult> Before(ChargeRow row, string answer) {
        row = await driver.Drive(row);
        return (answer, row.Is) switch {
            ("refuse", ChargeState.Refused) when row.Word == AttemptWord.RefusedByPayer => TypedResults.NoContent(),
            ("hold", ChargeState.Held or ChargeState.Paid) when row.GoodsAt is not null => await Shown(row),
            ("payForGood", ChargeState.Paid) when row.Confirmed == 1 => await Shown(row),
            _ => PayProblems.AskEnded,
        };
    }

    private async Task<ChargeRow> Found(ChargeRow row) => (await charges.Find(row.Name, CancellationToken.None))!;

    private async Task<IResult> Shown(ChargeRow row) => TypedResults.Ok(Payment.Of(row, await Faces.OfPayee(row.To, names, CancellationToken.None)));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
