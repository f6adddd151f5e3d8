using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.SignIn;

/// <summary>Nothing: whoever owns the passkey that the browser offers.</summary>
internal sealed record PaymentSignInStart;

/// <summary>Ends a sign-in.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn.</param>
/// <param name="Name">What to call this session.</param>
internal sealed record PaymentSignInFinish(string Ceremony, JsonElement Credential, string? Name = null);

/// <summary>Signs in to the wallet with a payment passkey.</summary>
internal static class SignInWithPaymentPasskey {
    private const string Purpose = "sign-in";

    public static void Map(RouteGroupBuilder pay) {
        pay.MapPost("/sign-in/passkey/start", Start).WithSummary("Begins a sign-in with a payment passkey; nobody says who they are.")
            .Allows(Access.Anybody).AtMost(Rate.SigningIn);
        pay.MapPost("/sign-in/passkey/finish", Finish).WithSummary("Ends it; answers with a wallet token.")
            .Produces<GivenWalletToken>().Allows(Access.Anybody).AtMost(Rate.SigningIn);
    }

    [Reads]
    private static async Task<Ok<PaymentCeremony>> Start(HttpContext http, Body<PaymentSignInStart> _, PaymentPasskeyDesk desk) =>
        TypedResults.Ok(await desk.AskAnybody(http, Purpose));

    [Reads]
    private static async Task<IResult> Finish(HttpContext http, Body<PaymentSignInFinish> body, PaymentPasskeyDesk desk, WalletSessions sessions, Database database) {
        var name = Names.Checked(body.Value.Name);
        if (await desk.Take(body.Value.Ceremony, Purpose, null, http.RequestAborted) is not { } state) return Problem.CeremonyExpired;
        if (await desk.Judge(http, state, body.Value.Credential) is not { } proof) return Problem.PasskeyRefused;
        var (given, rows) = sessions.Open(proof.Person, await sessions.OpenedByPasskey(proof.Person, http.RequestAborted), proof.Passkey, name);
        try {
            await database.Write(new Write(proof.Used).And(rows));
            return TypedResults.Ok(given);
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;
        }
    }
}
