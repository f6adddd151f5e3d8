using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.News;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Disputes;

/// <summary>A payer disputes a payment.</summary>
/// <param name="Reason">Why: one of the reasons that a dispute is shown with.</param>
/// <param name="Words">In their own words.</param>
internal sealed record DisputeOpened(string Reason, string Words);

/// <summary>What a payee says to it.</summary>
/// <param name="Words">In their own words.</param>
internal sealed record DisputeAnswered(string Words);

/// <summary>One's own disputes.</summary>
/// <param name="Disputes">The newest first, and not more than a hundred.</param>
internal sealed record DisputeList(IReadOnlyList<DisputeShown> Disputes);

/*  A payment by a code is disputed by its payer, once. What was given to a friend by their handle or on a card is not: who gives is known to
    who takes, and nothing was sold. The two settle it: the payee gives back (RefundCharge), the payer lets it go. Where they do not, the
    house decides (DisputeOperator). Each step moves the row from the state that it was decided on, and asked again answers the same. */

/// <summary>Disputes as payer and payee have them.</summary>
internal sealed class OwnDisputes(Database database, DisputeStore disputes, ChargeStore charges, VerifiedNames names, ChargeNews news, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/disputes", [Reads] (WalletSession session, OwnDisputes disputes, CancellationToken stop) => disputes.All(session, stop))
            .WithSummary("Disputes to which I am party.").Produces<DisputeList>().Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapGet("/disputes/{id}", [Reads] (string id, WalletSession session, OwnDisputes disputes, CancellationToken stop) => disputes.One(id, session, stop))
            .WithSummary("One of them.").Produces<DisputeShown>().Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapGet("/payments/{id}/dispute", [Reads] (string id, WalletSession session, OwnDisputes disputes, CancellationToken stop) => disputes.OfPayment(id, session, stop))
            .WithSummary("The dispute over a payment of mine, or to me; nothing (204) where there is none.").Produces<DisputeShown>().Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapPost("/payments/{id}/dispute", [Reads] (string id, Body<DisputeOpened> body, WalletSession session, OwnDisputes disputes, CancellationToken stop) =>
                disputes.Open(id, body.Value, session, stop))
            .WithSummary("Disputes a payment of mine, once.").Produces<DisputeShown>().Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapPost("/disputes/{id}/answer", [Reads] (string id, Body<DisputeAnswered> body, WalletSession session, OwnDisputes disputes, CancellationToken stop) =>
                disputes.Answer(id, body.Value, session, stop))
            .WithSummary("Says what I, the payee, have to say to it, once.").Produces<DisputeShown>().Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapPost("/disputes/{id}/withdraw", [Reads] (string id, WalletSession session, OwnDisputes disputes, CancellationToken stop) => disputes.Withdraw(id, session, stop))
            .WithSummary("Lets it go: it is settled, or I was wrong.").Produces<DisputeShown>().Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    private async Task<IResult> All(WalletSession session, CancellationToken stop) {
        var shown = new List<DisputeShown>();
        foreach (var row in await disputes.Own(session.Person, stop)) shown.Add(await DisputeShown.Of(row, session.Person, disputes, names, stop));
        return TypedResults.Ok(new DisputeList(shown));
    }

    private async Task<IResult> One(string id, WalletSession session, CancellationToken stop) =>
        await disputes.Find(id, stop) is { } row && IsParty(row, session.Person) ? await Shown(row, session) : Problem.NotFound;

    private async Task<IResult> OfPayment(string id, WalletSession session, CancellationToken stop) {
        if (await charges.Find(id, stop) is not { } charge || (charge.From != session.Person && charge.To != session.Person)) return Problem.NotFound;
        return await disputes.Of(charge, stop) is { } row ? await Shown(row, session) : TypedResults.NoContent();
    }

    private async Task<IResult> Open(string id, DisputeOpened body, WalletSession session, CancellationToken stop) {
        if (!DisputeReasons.All.Contains(body.Reason)) return PayProblems.DisputeInvalid($"A reason is one of {string.Join(", ", DisputeReasons.All)}.");
        if (!DisputeWords.AreGood(body.Words)) return PayProblems.DisputeInvalid(DisputeWords.Rule);
        if (await charges.Find(id, stop) is not { } charge || charge.From != session.Person) return Problem.NotFound;
        if (await disputes.Of(charge, stop) is { } before) return before.Reason == body.Reason && before.Words == body.Words ? await Shown(before, session) : PayProblems.DisputeExists;
        if (charge.Is != ChargeState.Paid || charge.At < Now - PayLimits.DisputeOpenMilliseconds || charge.Refunded >= charge.Amount) return PayProblems.DisputeNotPossible;
        try {
            await database.Write(new(DisputeStore.Begin(charge, body.Reason, body.Words, Now), session.StillHolds()), CancellationToken.None);
        } catch (WriteLostException lost) {
            if (lost.Statement != 0) return PayProblems.TokenUnknown;
            return await disputes.Of(charge, stop) is { } other && other.Reason == body.Reason && other.Words == body.Words ? await Shown(other, session)
                : await disputes.Of(charge, stop) is null ? PayProblems.DisputesTooMany : PayProblems.DisputeExists;
        }
        return await Moved((await disputes.Of(charge, CancellationToken.None))!, session);
    }

    private async Task<IResult> Answer(string id, DisputeAnswered body, WalletSession session, CancellationToken stop) {
        if (!DisputeWords.AreGood(body.Words)) return PayProblems.DisputeInvalid(DisputeWords.Rule);
        if (await disputes.Find(id, stop) is not { } row || row.Payee != session.Person.Value) return Problem.NotFound;
        if (row.Answer is { } said) return said == body.Words ? await Shown(row, session) : PayProblems.DisputeOver;
        return await Move(row, DisputeStore.Answer(row, body.Words, Now), session, r => r.Answer == body.Words);
    }

    private async Task<IResult> Withdraw(string id, WalletSession session, CancellationToken stop) {
        if (await disputes.Find(id, stop) is not { } row || row.Payer != session.Person.Value) return Problem.NotFound;
        return row.Is == DisputeState.Withdrawn ? await Shown(row, session) : await Move(row, DisputeStore.Withdraw(row), session, r => r.Is == DisputeState.Withdrawn);
    }

    private async Task<IResult> Move(DisputeRow row, Statement step, WalletSession session, Func<DisputeRow, bool> isDone) {
        try {
            await database.Write(new(step, session.StillHolds()), CancellationToken.None);
        } catch (WriteLostException lost) {
            if (lost.Statement != 0) return PayProblems.TokenUnknown;
            return isDone(await Found(row)) ? await Shown(await Found(row), session) : PayProblems.DisputeOver;
        }
        return await Moved(await Found(row), session);
    }

    private async Task<DisputeRow> Found(DisputeRow row) => (await disputes.Find(row.Id, CancellationToken.None))!;

    private async Task<IResult> Moved(DisputeRow row, WalletSession session) {
        news.Disputed(row);
        return await Shown(row, session);
    }

    private async Task<IResult> Shown(DisputeRow row, WalletSession session) => TypedResults.Ok(await DisputeShown.Of(row, session.Person, disputes, names, CancellationToken.None));

    private static bool IsParty(DisputeRow row, PersonId person) => row.Payer == person.Value || row.Payee == person.Value;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
