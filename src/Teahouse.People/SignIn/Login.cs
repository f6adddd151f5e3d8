using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Signs in with a password or a login token.</summary>
internal sealed class Login(
    Database database, PeopleDirectory people, Passwords passwords, RateLimits limits, SessionStart sessions, House house, TimeProvider clock) {
    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/login", Handle).Allows(Access.Anybody).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Login login) {
        var body = await MatrixBody.Read(http);
        var wish = DeviceWish.From(body);
        return body.RequiredString("type") switch {
            "m.login.password" => await login.WithPassword(http, body, wish),
            "m.login.token" => await login.WithToken(http, body.RequiredString("token"), wish),
            _ => new MatrixError(400, "M_UNKNOWN", "One signs in here with m.login.password or m.login.token."),
        };
    }

    private async Task<IResult> WithPassword(HttpContext http, JsonElement body, DeviceWish wish) {
        var password = body.RequiredString("password");
        if (!body.TryGetProperty("identifier", out _) && !body.TryGetProperty("user", out _)) return MatrixError.MissingParam("'identifier' is missing.");
        var handle = UserIdentifier.HandleIn(body, people);
        var succeeded = limits.Try(http, handle, await OwnDevice(handle, wish, http.RequestAborted));
        var person = handle is null ? null : await PersonRow.ByHandle(database, handle, http.RequestAborted);
        var matches = await passwords.Matches(password, person, http.RequestAborted);
        // Whoever has left is answered like somebody who never was: what they are is nobody else's to find out.
        if (!matches || person is not { IsActive: true }) return MatrixError.Forbidden("The user or the password is wrong.");
        succeeded();
        return await sessions.Open(person.Id, wish, 0, person.StillHolds()) is { } tokens
            ? Answer(person, tokens) : MatrixError.Forbidden("The password has just been changed.");
    }

    private async Task<string?> OwnDevice(string? handle, DeviceWish wish, CancellationToken stop) =>
        handle is not null && wish.DeviceId is { } device && await database.Read(connection => connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM people_device d JOIN people_person p ON p.person = d.person WHERE p.handle = @handle AND d.device_id = @device",
            new { handle, device }), stop) > 0 ? device : null;

    private async Task<IResult> WithToken(HttpContext http, string secret, DeviceWish wish) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var token = await OneTimeTokens.Find(database, secret, OneTimeTokens.Login, now, http.RequestAborted);
        var person = token is null ? null : await PersonRow.ById(database, new PersonId(token.Person), http.RequestAborted);
        if (token is null || person is null) return SpentToken;
        if (!person.IsActive) return Deactivated;
        return await sessions.Open(person.Id, wish, token.TrustedUntil, token.Spend(now), person.StillHolds()) is { } tokens ? Answer(person, tokens) : SpentToken;
    }

    private static MatrixError Deactivated => new(403, "M_USER_DEACTIVATED", "This person has left.");

    private static MatrixError SpentToken => MatrixError.Forbidden("The login token is not known here: it was used, or it is too old.");

    private IResult Answer(PersonRow person, IssuedTokens tokens) => MatrixJson.Ok(new {
        user_id = people.UserId(person.Handle),
        access_token = tokens.AccessToken,
        device_id = tokens.DeviceId,
        refresh_token = tokens.RefreshToken,
        expires_in_ms = tokens.ExpiresInMs,
        home_server = house.ServerName,
    });
}
