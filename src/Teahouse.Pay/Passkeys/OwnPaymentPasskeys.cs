using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Problems;
using Teahouse.Pay.SignIn;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>A request that a payment passkey must confirm.</summary>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record ConfirmedByPasskey(Proof? Proof = null);

/// <summary>Ends the ceremony of a new payment passkey.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Credential">RegistrationResponseJSON of WebAuthn.</param>
/// <param name="Name">What its owner calls it.</param>
internal sealed record PaymentPasskeyMade(string Ceremony, JsonElement Credential, string Name);

/*  Payment passkeys: from the first one on they are the only way into a wallet.
    (1) The first is made in a session that a link opened minutes ago: then somebody has just proved to the chat who they are.
    (2) It ends all other sessions and links of the wallet: whoever came in before it, and was not its owner, is out.
    (3) Each further one is confirmed by one that there is.
    (4) The last is not removed. Nobody would be shut out without it, since a link would open the wallet again; but then the chat's
        password would be worth the money (decision 020). Who changes phones adds the new one first. */

/// <summary>A person's own payment passkeys: seen, added, removed.</summary>
internal sealed class OwnPaymentPasskeys(Database database, PaymentPasskeyDesk desk, TimeProvider clock) {
    private const string First = "first";
    private const string Further = "further";

    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/passkeys", All).WithSummary("My payment passkeys.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
        pay.MapPost("/passkeys/add/start",
            [Reads] (HttpContext http, Body<ConfirmedByPasskey> body, WalletSession session, OwnPaymentPasskeys own) => own.Start(http, body.Value, session))
            .WithSummary("Begins another payment passkey; one that there is confirms it.").Produces<PaymentCeremony>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
        pay.MapPost("/passkeys/add/finish",
            [Reads] (HttpContext http, Body<PaymentPasskeyMade> body, WalletSession session, OwnPaymentPasskeys own) => own.Finish(http, body.Value, session))
            .WithSummary("Ends it. The first one ends all other wallet sessions.").Produces<PaymentPasskey>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
        pay.MapPost("/passkeys/{id}/remove",
            [Reads] (string id, HttpContext http, Body<ConfirmedByPasskey> body, WalletSession session, OwnPaymentPasskeys own) => own.Remove(id, http, body.Value, session))
            .WithSummary("Removes a payment passkey, unless it is the last, and ends the sessions that it opened, but for this one; a payment passkey confirms it.")
            .Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.SigningIn);
        pay.MapPost("/passkeys/{id}/lost", Lose).WithSummary("Says that the device of a payment passkey was lost: it confirms nothing any more, until a thaw by the recovery code.")
            .Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> Lose(string id, WalletSession session, Database database, TimeProvider clock) {
        try {
            await database.Write(new(PaymentPasskeyRows.Lose(id, session.Person, clock.GetUtcNow().ToUnixTimeMilliseconds())));
            return TypedResults.NoContent();
        } catch (WriteLostException) {
            return Problem.NotFound;
        }
    }

    [Reads]
    private static async Task<Ok<IReadOnlyList<PaymentPasskey>>> All(WalletSession session, Database database, CancellationToken stop) =>
        TypedResults.Ok(await PaymentPasskeyRows.Of(database, session.Person, stop));

    private async Task<IResult> Start(HttpContext http, ConfirmedByPasskey body, WalletSession session) {
        if (await PaymentPasskeyRows.Count(database, session.Person, http.RequestAborted) == 0) {
            var age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(session.CreatedAt);
            return age.TotalMinutes < PayLimits.FirstPasskeyMinutes ? await Offer(http, session, First) : PayProblems.SignInTooOld;
        }
        var (proved, refusal) = await desk.Confirm(http, session.Person, body.Proof);
        if (proved is null) return refusal!;
        try {
            await database.Write(new(session.StillHolds(), proved.Used));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;
        }
        return await Offer(http, session, Further);
    }

    private async Task<IResult> Offer(HttpContext http, WalletSession session, string purpose) =>
        await desk.Offer(http, session.Person, purpose) is { } begun ? TypedResults.Ok(begun) : PayProblems.TokenUnknown;

    private async Task<IResult> Finish(HttpContext http, PaymentPasskeyMade body, WalletSession session) {
        var name = Names.Checked(body.Name) ?? "";
        var first = await desk.Take(body.Ceremony, First, session.Person, http.RequestAborted);
        var state = first ?? await desk.Take(body.Ceremony, Further, session.Person, http.RequestAborted);
        if (state is null) return Problem.CeremonyExpired;
        if (await desk.Accept(http, state, body.Credential) is not { } info) return Problem.PasskeyRefused;
        var passkey = PaymentPasskeyRows.New(name, clock);
        try {
            await database.Write(first is null
                ? new(session.StillHolds(), PaymentPasskeyRows.Insert(passkey, session.Person, info, PayLimits.PasskeysMax))
                : new(session.StillHolds(), PaymentPasskeyRows.Insert(passkey, session.Person, info, 1), OthersEnd(session), WalletLinks.Revoke(session.Person)));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // known already, one too many, or the session has ended meanwhile
        }
        return TypedResults.Ok(passkey);
    }

    private async Task<IResult> Remove(string id, HttpContext http, ConfirmedByPasskey body, WalletSession session) {
        var own = await PaymentPasskeyRows.Of(database, session.Person, http.RequestAborted);
        if (own.All(p => p.Id != id)) return Problem.NotFound;
        if (own.Count == 1) return PayProblems.LastPaymentPasskey;
        var (proved, refusal) = await desk.Confirm(http, session.Person, body.Proof);
        if (proved is null) return refusal!;
        try {
            await database.Write(new(
                session.StillHolds(), proved.Used,
                Statement.Claim(
                    "DELETE FROM pay_passkey WHERE id = @id AND person = @person AND (SELECT count(*) FROM pay_passkey WHERE person = @person) > 1",
                    ("id", id), ("person", session.Person.Value)),
                Statement.Do("DELETE FROM pay_session WHERE person = @person AND passkey = @id AND token <> @token",
                    ("id", id), ("person", session.Person.Value), ("token", session.Token))));
            return TypedResults.NoContent();
        } catch (WriteLostException lost) {
            return lost.Statement < 2 ? Problem.PasskeyRefused : PayProblems.LastPaymentPasskey;
        }
    }

    private static Statement OthersEnd(WalletSession session) => Statement.Do(
        "DELETE FROM pay_session WHERE person = @person AND token <> @token", ("person", session.Person.Value), ("token", session.Token));
}
