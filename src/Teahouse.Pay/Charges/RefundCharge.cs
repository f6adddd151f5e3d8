using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Money back.</summary>
/// <param name="Amount">How much of what was paid.</param>
internal sealed record RefundWanted(Amount Amount);

/// <summary>A payee gives back what was paid, in full or in part. What is still held is undone, in full only.</summary>
internal sealed class RefundCharge(Database database, ChargeStore charges, ChargeDriver driver, Refunds refunds, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/charges/{id}/refund",
        [Reads] (string id, IdempotencyKey key, Body<RefundWanted> body, WalletSession session, RefundCharge refund, CancellationToken stop) =>
            refund.Handle(id, key.Id, body.Value.Amount, session, stop))
        .WithSummary("Gives back what a charge brought, in full or in part.").Produces<Charge>().Is(Verb.Refund).Needs(WalletScope.Receive).AtMost(Rate.Sending);

    private async Task<IResult> Handle(string id, Guid key, Amount amount, WalletSession session, CancellationToken stop) {
        var (currency, refusal) = amount.Movable();
        if (currency is null) return refusal!;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        if (await charges.Find(id, stop) is not { } charge || charge.To != session.Person) return Problem.NotFound;
        try {
            return charge.GoodsAt is not null && charge.Is is ChargeState.Held or ChargeState.Voiding or ChargeState.Undone
                ? await Undo(charge, amount.Minor) : await Refund(charge, key, amount.Minor, session, stop);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> Undo(ChargeRow charge, long minor) {
        if (minor != charge.Amount) return PayProblems.RefundTooMuch;
        var end = charge.Is == ChargeState.Held
            ? await driver.Decide(charge, charge with { State = (long)ChargeState.Voiding }, Write.Nothing) ?? await driver.Drive(await Found(charge)) : await driver.Drive(charge);
        return end.Is == ChargeState.Undone ? TypedResults.Ok(Charge.Of(end)) : PayProblems.RefundTooMuch;
    }

    private async Task<IResult> Refund(ChargeRow charge, Guid key, long minor, WalletSession session, CancellationToken stop) {
        for (var attempt = 0; attempt < PayLimits.ChargeAttemptsMax; attempt++) {
            if (await refunds.Under(session.Person, key, stop) is { } before) return await Drive(before, charge, minor);
            // Who has left is unlinked from what is over: nobody is there to give it back to.
            if (charge.Payer == 0) return PayProblems.PayeeUnknown;
            if (charge.Is != ChargeState.Paid || charge.Refunded + minor > charge.Amount) return PayProblems.RefundTooMuch;
            var refund = RefundRow.Of(charge, key, minor, clock.GetUtcNow().ToUnixTimeMilliseconds());
            try {
                await database.Write(Refunds.Claim(charge, refund).And(new(session.StillHolds())), CancellationToken.None);
                return await Drive(refund, charge, minor);
            } catch (WriteLostException lost) when (lost.Statement <= 1) {
                charge = await Found(charge);     // the same request, or another refund of this charge, was a moment faster
            } catch (WriteLostException) {
                return PayProblems.TokenUnknown;
            }
        }
        return PayProblems.LedgerBusy;
    }

    private async Task<IResult> Drive(RefundRow refund, ChargeRow charge, long minor) {
        if (!refund.Charge.AsSpan().SequenceEqual(charge.Id) || refund.Amount != minor) return PayProblems.IdUsedOtherwise;
        var outcome = await refunds.Drive(refund);
        return outcome == TransferOutcome.Done ? TypedResults.Ok(Charge.Of(await Found(charge))) : PayProblems.Of(outcome);
    }

    private async Task<ChargeRow> Found(ChargeRow row) => (await charges.Find(row.Name, CancellationToken.None))!;
}
