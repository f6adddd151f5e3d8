using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>Asks what another app wants confirmed.</summary>
/// <param name="Session">The session of the app's 401.</param>
internal sealed record ConfirmStart(string Session);

/// <summary>What another app wants confirmed.</summary>
/// <param name="Request">Method and path of the app's request.</param>
/// <param name="Options">PublicKeyCredentialRequestOptionsJSON of WebAuthn.</param>
internal sealed record ConfirmAsked(string Request, JsonElement Options);

/// <summary>Confirms it.</summary>
/// <param name="Session">The session of the app's 401.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn.</param>
internal sealed record ConfirmFinish(string Session, JsonElement Credential);

/// <summary>
/// The page for apps that do not know the passkey's stage of user-interactive auth (spec: "Fallback"). It needs no access token:
/// the session is a secret between the app and this house, and says whose passkey it must be.
/// </summary>
internal sealed class ConfirmElsewhere(Database database, Ceremonies ceremonies, PasskeyDesk desk) {
    /// <summary>Begins the purpose of a question that waits for its answer.</summary>
    public const string Waiting = "confirm ";

    private const string Done = "confirmed ";

    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/auth/{stage}/fallback/web", Page).Allows(Access.Anybody).AtMost(Rate.Reading);

    public static void Map(RouteGroupBuilder people) {
        people.MapPost("/confirm/start",
            [Reads] (HttpContext http, Body<ConfirmStart> body, ConfirmElsewhere confirm) => confirm.Start(http, body.Value))
            .WithSummary("Says what another app wants confirmed, and asks for the passkey.")
            .Produces<ConfirmAsked>().Allows(Access.Anybody).AtMost(Rate.SigningIn);
        people.MapPost("/confirm/finish",
            [Reads] (HttpContext http, Body<ConfirmFinish> body, ConfirmElsewhere confirm) => confirm.Finish(http, body.Value))
            .WithSummary("Confirms it; the app may repeat its request.")
            .Produces(StatusCodes.Status204NoContent).Allows(Access.Anybody).AtMost(Rate.SigningIn);
    }

    /// <summary>What the purpose becomes when it is proved.</summary>
    public static string Proved(string purpose) => Done + purpose[Waiting.Length..];

    [Reads]
    private static IResult Page(string stage, HttpContext http, House house) {
        if (stage != UserInteractiveAuth.PasskeyStage) return MatrixError.NotFound($"There is no page for '{stage}'.");
        var session = http.Request.Query["session"].ToString();
        if (session.Length is 0 or > PeopleLimits.TokenCharsMax) return MatrixError.MissingParam("'session' is missing.");
        // The app that opens this waits to be told. The page itself says the same in its turn.
        http.Response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        // Behind the #, where no log and no proxy sees it; at the one address that passkeys answer to.
        return Results.Redirect(new Uri(house.PublicUrl, $"/confirm#/confirm/{Uri.EscapeDataString(session)}").AbsoluteUri);
    }

    private async Task<IResult> Start(HttpContext http, ConfirmStart body) {
        if (await Find(body.Session, http.RequestAborted) is not { } waiting) return Problem.CeremonyExpired;
        var owner = await PersonRow.ById(database, new PersonId(waiting.Person), http.RequestAborted);
        if (owner is null || await desk.AskAnew(http, PasskeyOwner.Of(owner), body.Session, waiting) is not { } asked) return Problem.CeremonyExpired;
        return TypedResults.Ok(new ConfirmAsked(waiting.Purpose[Waiting.Length..], asked.Options));
    }

    private async Task<IResult> Finish(HttpContext http, ConfirmFinish body) {
        if (await Find(body.Session, http.RequestAborted) is not { } waiting) return Problem.CeremonyExpired;
        if (await desk.Judge(http, waiting.State, body.Credential) is not { } proof || proof.Owner.Id.Value != waiting.Person) return Problem.PasskeyRefused;
        return await ceremonies.Change(body.Session, waiting, waiting with { Purpose = Proved(waiting.Purpose) }, proof.Used)
            ? TypedResults.NoContent() : Problem.CeremonyExpired;
    }

    private async Task<Ceremony?> Find(string session, CancellationToken stop) =>
        await ceremonies.Find(session, stop) is { } found && found.Purpose.StartsWith(Waiting, StringComparison.Ordinal) ? found : null;
}
