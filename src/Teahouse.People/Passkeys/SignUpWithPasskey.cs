using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Profiles;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>Begins a sign-up.</summary>
/// <param name="Handle">The wished handle.</param>
/// <param name="RegistrationToken">The operator's invitation, where the house asks for one.</param>
internal sealed record SignUpStart(string Handle, string? RegistrationToken = null);

/// <summary>Ends a sign-up.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Credential">RegistrationResponseJSON of WebAuthn.</param>
/// <param name="DisplayName">What others see, or null.</param>
/// <param name="PasskeyName">What the newcomer calls the passkey, or null.</param>
internal sealed record SignUpFinish(string Ceremony, JsonElement Credential, string? DisplayName = null, string? PasskeyName = null);

/// <summary>Takes somebody in who comes with a passkey.</summary>
internal sealed class SignUpWithPasskey(NewPerson people, PasskeyDesk desk, LoginTokens tokens, TimeProvider clock) {
    private const string Purpose = "sign-up";

    public static void Map(RouteGroupBuilder people) {
        people.MapPost("/passkeys/sign-up/start",
            [Reads(DataClass.Profile)] (HttpContext http, Body<SignUpStart> body, SignUpWithPasskey signUp) => signUp.Start(http, body.Value)).WithSummary("Begins a sign-up with a passkey.")
            .Produces<Begun>().Allows(Access.Anybody).AtMost(Rate.Registering);
        people.MapPost("/passkeys/sign-up/finish",
            [Reads] (HttpContext http, Body<SignUpFinish> body, SignUpWithPasskey signUp) => signUp.Finish(http, body.Value)).WithSummary("Ends a sign-up with a passkey; answers with a login token.")
            .Produces<GivenLoginToken>().Allows(Access.Anybody).AtMost(Rate.Registering);
    }

    private async Task<IResult> Start(HttpContext http, SignUpStart body) {
        var (handle, token) = body;
        if (await people.JudgeToken(token, http.RequestAborted) is { } refusal) return NewPerson.Problem(refusal);
        if (await people.Judge(handle, http.RequestAborted) is { } unfit) return NewPerson.Problem(unfit);
        var owner = new PasskeyOwner(default, handle, Secret.New());
        return TypedResults.Ok(await desk.Offer(http, owner, Purpose, null,
            state => JsonSerializer.Serialize(new Wanted(handle, owner.PasskeyUser, token, state))));
    }

    private async Task<IResult> Finish(HttpContext http, SignUpFinish body) {
        var displayName = Named(body.DisplayName, PeopleLimits.DisplayNameCharsMax);
        var passkeyName = Named(body.PasskeyName, PeopleLimits.NameCharsMax) ?? "";
        if (await desk.Take(body.Ceremony, Purpose, null, http.RequestAborted) is not { } state) return Problem.CeremonyExpired;
        var wanted = JsonSerializer.Deserialize<Wanted>(state)!;
        if (await desk.Accept(http, wanted.State, body.Credential) is not { } passkey) return Problem.PasskeyRefused;
        return await Take(wanted, PasskeyRows.New(passkeyName, clock), passkey, displayName);
    }

    private async Task<IResult> Take(Wanted wanted, Passkey named, Microsoft.AspNetCore.Identity.UserPasskeyInfo passkey, string? displayName) {
        var person = PersonId.New();
        var (token, rows) = tokens.Rows(person, trusted: false);
        var more = new Write(PasskeyRows.Insert(named, person, passkey)).And(ProfileFields.First(person, displayName)).And(rows);
        try {
            return await people.Write(person, wanted.Handle, wanted.PasskeyUser, null, wanted.Token, more) is { } refusal
                ? NewPerson.Problem(refusal) : TypedResults.Ok(token);
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // somebody registered the same passkey at the same time
        }
    }

    /// <summary>A name that may be kept: not too long, nothing that a database or a screen stumbles over.</summary>
    internal static string? Named(string? name, int charsMax) => name is null || (name.Length <= charsMax && !name.Any(char.IsControl))
        ? name : throw Matrix.MatrixError.BadJson($"A name has at most {charsMax} characters.").Thrown();

    private sealed record Wanted(string Handle, string PasskeyUser, string? Token, string State);
}
