using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Requests;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>Nothing: whoever owns the passkey that the browser offers.</summary>
internal sealed record SignInStart;

/// <summary>Ends a sign-in.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn.</param>
internal sealed record SignInFinish(string Ceremony, JsonElement Credential);

/// <summary>Signs in with a passkey: the ceremony ends in a login token, which every Matrix client can spend.</summary>
internal static class SignInWithPasskey {
    private const string Purpose = "sign-in";

    public static void Map(RouteGroupBuilder people) {
        people.MapPost("/passkeys/sign-in/start", Start).WithSummary("Begins a sign-in with a passkey; nobody says who they are.")
            .Allows(Access.Anybody).AtMost(Rate.SigningIn);
        people.MapPost("/passkeys/sign-in/finish", Finish).WithSummary("Ends a sign-in with a passkey; answers with a login token.")
            .Produces<GivenLoginToken>().Allows(Access.Anybody).AtMost(Rate.SigningIn);
    }

    [Reads]
    private static async Task<Ok<Begun>> Start(HttpContext http, Body<SignInStart> _, PasskeyDesk desk) =>
        TypedResults.Ok(await desk.AskFor(http, null, Purpose));

    [Reads]
    private static async Task<IResult> Finish(HttpContext http, Body<SignInFinish> body, PasskeyDesk desk, LoginTokens tokens) {
        if (await desk.Take(body.Value.Ceremony, Purpose, null, http.RequestAborted) is not { } state) return Problem.CeremonyExpired;
        if (await desk.Judge(http, state, body.Value.Credential) is not { } proof) return Problem.PasskeyRefused;
        return await tokens.Give(proof.Owner.Id, trusted: false, new Write(proof.Used)) is { } token ? TypedResults.Ok(token) : Problem.PasskeyRefused;
    }
}
