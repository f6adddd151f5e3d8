using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;
using Teahouse.People.Passkeys;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People;

/*  A signed-in person proves once more who they are ("User-interactive authentication").
    (1) Without proof the answer is 401: what this person can prove themselves with, one stage each.
    (2) A password comes whole with the repeated request, so nothing is kept of the question.
    (3) A passkey answers a challenge, which is kept: for this person, this method and path, once, for minutes.
    (4) An app that does not know the passkey's stage opens a page of ours (ConfirmElsewhere), which has the question answered in
        its place; then the app repeats its request with nothing but the question's name.
    (5) Who came in by recovery code or the operator's link has lost everything else, and has just proved that: for half an hour
        m.login.dummy is a stage too, or they could never set a new way in. For what nobody can undo that counts only while they have
        no other way at all. */

/// <summary>Matrix' user-interactive authentication: a signed-in person proves once more who they are.</summary>
public sealed class UserInteractiveAuth {
    internal const string PasskeyStage = "org.teahouse.passkey";
    private const string PasswordStage = "m.login.password";
    private const string DummyStage = "m.login.dummy";

    private readonly Database database;
    private readonly PeopleDirectory people;
    private readonly Passwords passwords;
    private readonly RateLimits limits;
    private readonly TimeProvider clock;

    internal UserInteractiveAuth(Database database, PeopleDirectory people, Passwords passwords, RateLimits limits, TimeProvider clock) =>
        (this.database, this.people, this.passwords, this.limits, this.clock) = (database, people, passwords, limits, clock);

    /// <summary>Asks for the proof, or takes it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="person">Who sent it.</param>
    /// <param name="body">Its body, with <c>auth</c> in it when the client answers.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="irrevocable">It is for something that nobody can undo.</param>
    /// <returns>Null when the person has proved who they are in this request; else the 401 answer to return.</returns>
    public async Task<IResult?> Ask(HttpContext http, Person person, JsonElement body, CancellationToken stop, bool irrevocable = false) {
        var row = await PersonRow.ById(database, person.Id, stop) ?? throw new InvalidOperationException("A session without a person.");
        var auth = body.OptionalObject("auth");
        var type = auth?.OptionalString("type");
        var trusted = IsTrusted(http) && (!irrevocable || row.Password is null && await PasskeyRows.Count(database, row.Id, stop) == 0);
        if (auth is not { } answer) return await Question(http, row, trusted, null, stop);
        if (type is null) return await WasProvedElsewhere(http, row, answer, stop) ? null : await Question(http, row, trusted, null, stop);
        var failed = type switch {
            PasswordStage when row.Password is not null => await Password(http, row, answer, stop),
            PasskeyStage => await Passkey(http, row, answer, stop),
            DummyStage when trusted => null,
            _ => MatrixError.Forbidden($"'{type}' proves nothing here."),
        };
        return failed is null ? null : await Question(http, row, trusted, failed, stop);
    }

    private bool IsTrusted(HttpContext http) => http.Features.Get<Session>()?.TrustedUntil > clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static async Task<bool> WasProvedElsewhere(HttpContext http, PersonRow row, JsonElement answer, CancellationToken stop) =>
        answer.OptionalString("session") is { } session
        && await http.RequestServices.GetRequiredService<PasskeyDesk>().Take(session, ConfirmElsewhere.Proved(Purpose(http)), row.Id, stop) is not null;

    private async Task<MatrixError?> Password(HttpContext http, PersonRow row, JsonElement answer, CancellationToken stop) {
        var password = answer.RequiredString("password");
        var named = answer.TryGetProperty("identifier", out _) || answer.TryGetProperty("user", out _);
        if (named && UserIdentifier.HandleIn(answer, people) != row.Handle) return MatrixError.Forbidden("This is not you.");
        var succeeded = limits.TryAgain(row.Id, http.Features.Get<Person>()!.DeviceId);
        if (!await passwords.Matches(password, row, stop)) return MatrixError.Forbidden("The password is wrong.");
        succeeded();
        return null;
    }

    private async Task<MatrixError?> Passkey(HttpContext http, PersonRow row, JsonElement answer, CancellationToken stop) {
        var desk = http.RequestServices.GetRequiredService<PasskeyDesk>();
        var credential = answer.RequiredObject("credential");
        var state = await desk.Take(answer.RequiredString("session"), Purpose(http), row.Id, stop);
        if (state is null) return MatrixError.Forbidden("This question was answered before, or too long ago.");
        if (await desk.Judge(http, state, credential) is not { } proof) return MatrixError.Forbidden("The passkey was refused.");
        try {
            await database.Write(new Write(proof.Used), stop);
            return null;
        } catch (WriteLostException) {
            return MatrixError.Forbidden("The passkey was removed, or has been used meanwhile.");
        }
    }

    private async Task<IResult> Question(HttpContext http, PersonRow row, bool trusted, MatrixError? failed, CancellationToken stop) {
        var flows = new List<object>();
        Begun? begun = null;
        if (row.Password is not null) flows.Add(new { stages = new[] { PasswordStage } });
        if (await PasskeyRows.Count(database, row.Id, stop) > 0) {
            flows.Add(new { stages = new[] { PasskeyStage } });
            begun = await http.RequestServices.GetRequiredService<PasskeyDesk>().AskFor(http, PasskeyOwner.Of(row), Purpose(http));
        }
        if (trusted) flows.Add(new { stages = new[] { DummyStage } });
        var parameters = begun is null ? [] : new Dictionary<string, object> { [PasskeyStage] = new { options = begun.Options } };
        return MatrixJson.Answer(StatusCodes.Status401Unauthorized, new {
            session = begun?.Ceremony ?? Secret.New(), flows, @params = parameters, errcode = failed?.Code, error = failed?.Message,
        });
    }

    /// <summary>A proof for one thing is none for another.</summary>
    private static string Purpose(HttpContext http) => $"{ConfirmElsewhere.Waiting}{http.Request.Method} {http.Request.Path}";
}
