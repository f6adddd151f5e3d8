using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Notices;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>A request that must be confirmed.</summary>
/// <param name="Auth">The answer of user-interactive auth, or nothing at first.</param>
internal sealed record Confirmed(JsonElement? Auth = null);

/// <summary>Ends the ceremony of a further passkey.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Credential">RegistrationResponseJSON of WebAuthn.</param>
/// <param name="Name">What its owner calls it.</param>
internal sealed record AddFinish(string Ceremony, JsonElement Credential, string Name);

/// <summary>A person's own passkeys: seen, added, removed.</summary>
internal sealed class OwnPasskeys(Database database, PasskeyDesk desk, UserInteractiveAuth auth, TimeProvider clock) {
    private const string Purpose = "add";

    public static void Map(RouteGroupBuilder people) {
        people.MapGet("/passkeys", All).WithSummary("My passkeys.").Allows(Access.SignedIn).AtMost(Rate.Reading);
        people.MapPost("/passkeys/add/start",
            [Reads] (HttpContext http, Body<Confirmed> body, Person person, OwnPasskeys own) => own.Start(http, body, person)).WithSummary("Begins another passkey; asks for confirmation.")
            .Produces<Begun>().Allows(Access.SignedIn).AtMost(Rate.SigningIn);
        people.MapPost("/passkeys/add/finish",
            [Reads] (HttpContext http, Body<AddFinish> body, Person person, OwnPasskeys own) => own.Finish(http, body.Value, person)).WithSummary("Ends another passkey.")
            .Produces<Passkey>().Allows(Access.SignedIn).AtMost(Rate.SigningIn);
        people.MapPost("/passkeys/{id}/remove",
            [Reads] (string id, HttpContext http, Body<Confirmed> body, Person person, OwnPasskeys own) => own.Remove(id, http, body, person)).WithSummary("Removes a passkey, unless it is the last way in; asks for confirmation.")
            .Produces(StatusCodes.Status204NoContent).Allows(Access.SignedIn).AtMost(Rate.SigningIn);
    }

    [Reads]
    private static async Task<Ok<IReadOnlyList<Passkey>>> All(Person person, Database database, CancellationToken stop) =>
        TypedResults.Ok(await PasskeyRows.Of(database, person.Id, stop));

    private async Task<IResult> Start(HttpContext http, Body<Confirmed> body, Person person) {
        if (await auth.Ask(http, person, body.Json, http.RequestAborted) is { } ask) return ask;
        var owner = PasskeyOwner.Of(await Row(person, http.RequestAborted));
        return TypedResults.Ok(await desk.Offer(http, owner, Purpose, person.Id, state => state));
    }

    private async Task<IResult> Finish(HttpContext http, AddFinish body, Person person) {
        var name = SignUpWithPasskey.Named(body.Name, PeopleLimits.NameCharsMax) ?? "";
        if (await desk.Take(body.Ceremony, Purpose, person.Id, http.RequestAborted) is not { } state) return Problem.CeremonyExpired;
        if (await desk.Accept(http, state, body.Credential) is not { } info) return Problem.PasskeyRefused;
        var row = await Row(person, http.RequestAborted);
        var passkey = PasskeyRows.New(name, clock);
        try {
            await database.Write(new Write(row.StillHolds(), PasskeyRows.Insert(passkey, person.Id, info))
                .And(Notice.Of(person.Id, Notice.PasskeyAdded, passkey.CreatedAt)));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // known already, one too many, or the person has changed how they sign in meanwhile
        }
        return TypedResults.Ok(passkey);
    }

    private async Task<IResult> Remove(string id, HttpContext http, Body<Confirmed> body, Person person) {
        if ((await PasskeyRows.Of(database, person.Id, http.RequestAborted)).All(p => p.Id != id)) return Problem.NotFound;
        if (await IsLastWayIn(person, http.RequestAborted)) return Problem.LastWayIn;
        if (await auth.Ask(http, person, body.Json, http.RequestAborted) is { } ask) return ask;
        var row = await Row(person, http.RequestAborted);
        try {
            await database.Write(new Write(
                row.NextVersion(),
                Statement.Claim(
                    """
                    DELETE FROM people_passkey WHERE id = @id AND person = @person AND (
                        (SELECT count(*) FROM people_passkey WHERE person = @person) > 1
                        OR (SELECT password FROM people_person WHERE person = @person) IS NOT NULL)
                    """, ("id", id), ("person", person.Id.Value))));
            return TypedResults.NoContent();
        } catch (WriteLostException) {
            return Problem.LastWayIn;
        }
    }

    private async Task<bool> IsLastWayIn(Person person, CancellationToken stop) =>
        (await Row(person, stop)).Password is null && await PasskeyRows.Count(database, person.Id, stop) < 2;

    private async Task<PersonRow> Row(Person person, CancellationToken stop) =>
        await PersonRow.ById(database, person.Id, stop) ?? throw new InvalidOperationException("A session without a person.");
}
