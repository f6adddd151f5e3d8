using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Handles;
using Teahouse.People.Notices;
using Teahouse.People.Requests;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People.Recovery;

/*  The recovery code is the Matrix recovery key, and never leaves the browser. What is sent is an HKDF of it, which opens no backup;
    what is kept is the SHA-256 of that. 256 random bits need no slow hash. */

/// <summary>Sets what the recovery code proves itself by.</summary>
/// <param name="Verifier">Unpadded base64 of the 32 bytes that the browser derives from the recovery key.</param>
/// <param name="Auth">The answer of user-interactive auth, or nothing at first.</param>
internal sealed record RecoverySet(string Verifier, JsonElement? Auth = null);

/// <summary>Signs in with the recovery code.</summary>
/// <param name="Handle">Whose.</param>
/// <param name="Verifier">As it was set.</param>
internal sealed record RecoverySignIn(string Handle, string Verifier);

/// <summary>The way in when all else is lost.</summary>
internal sealed class RecoveryCode(Database database, LoginTokens tokens, UserInteractiveAuth auth, TimeProvider clock) {
    private const int VerifierBytes = 32;

    public static void Map(RouteGroupBuilder people) {
        people.MapPut("/recovery",
            [Reads] (HttpContext http, Body<RecoverySet> body, Person person, RecoveryCode recovery) => recovery.Set(http, body, person)).WithSummary("Sets what my recovery code proves itself by; asks for confirmation, except for the first one of somebody who has just signed up.")
            .Produces(StatusCodes.Status204NoContent).Allows(Access.SignedIn).AtMost(Rate.SigningIn);
        people.MapPost("/recovery/sign-in",
            [Reads] (HttpContext http, Body<RecoverySignIn> body, RecoveryCode recovery) => recovery.SignIn(http, body.Value)).WithSummary("Signs in with handle and recovery code; answers with a login token.")
            .Produces<GivenLoginToken>().Allows(Access.Anybody).AtMost(Rate.SigningIn);
    }

    private async Task<IResult> Set(HttpContext http, Body<RecoverySet> body, Person person) {
        if (Kept(body.Value.Verifier) is not { } kept) return Problem.From(Matrix.MatrixError.BadJson("'verifier' is the unpadded base64 of 32 bytes."));
        if (await IsFirst(person, kept)) return TypedResults.NoContent();
        if (await auth.Ask(http, person, body.Json, http.RequestAborted) is { } ask) return ask;
        await database.Write(new Write(Statement.Do(
            "UPDATE people_person SET recovery = @kept WHERE person = @person AND deactivated_at IS NULL", ("kept", kept), ("person", person.Id.Value))));
        return TypedResults.NoContent();
    }

    /// <summary>Whether this was a newcomer's first code: the passkey or password was given a moment ago, and need not be shown again. Who heard no answer may say the same code once more.</summary>
    private async Task<bool> IsFirst(Person person, byte[] kept) {
        var since = clock.GetUtcNow() - TimeSpan.FromMinutes(PeopleLimits.FirstRecoveryMinutes);
        try {
            await database.Write(new Write(Statement.Claim(
                "UPDATE people_person SET recovery = @kept WHERE person = @person AND (recovery IS NULL OR recovery = @kept) AND created_at > @since AND deactivated_at IS NULL",
                ("kept", kept), ("person", person.Id.Value), ("since", since.ToUnixTimeMilliseconds()))));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }

    private async Task<IResult> SignIn(HttpContext http, RecoverySignIn body) {
        if (await Proved(database, body.Handle, body.Verifier, http.RequestAborted) is not { } row) return Problem.RecoveryRefused;
        var proof = new Write(row.StillHolds()).And(Notice.Of(row.Id, Notice.Recovered, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return await tokens.Give(row.Id, trusted: true, proof) is { } token ? TypedResults.Ok(token) : Problem.RecoveryRefused;
    }

    /// <summary>The person of a handle, where this is what their recovery code proves itself by; null for anybody else.</summary>
    public static async Task<PersonRow?> Proved(Database database, string handle, string verifier, CancellationToken stop) {
        if (!Handle.IsGrammatical(handle) || Kept(verifier) is not { } kept) return null;
        var row = await PersonRow.ByHandle(database, handle, stop);
        return row is { Recovery: not null, IsActive: true } && CryptographicOperations.FixedTimeEquals(kept, row.Recovery) ? row : null;
    }

    private static byte[]? Kept(string verifier) {
        Span<byte> bytes = stackalloc byte[VerifierBytes];
        const int base64Chars = 43;
        return verifier.Length == base64Chars && Convert.TryFromBase64String(verifier + "=", bytes, out var written) && written == VerifierBytes
            ? SHA256.HashData(bytes) : null;
    }
}
