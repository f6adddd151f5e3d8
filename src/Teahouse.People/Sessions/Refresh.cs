using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/*  A refresh, as the specification wants it ("Refreshing access tokens").
    (1) The client shows its refresh token and gets the next pair, which remembers the pair that it replaces.
    (2) Until the new pair is used, the old one holds: an answer that was lost on the way is asked for again. The pair that nobody
        used goes then.
    (3) With the first use of the new pair, access or refresh token, the old pair ends. Shown once more, its refresh token is unknown. */

/// <summary>Exchanges a refresh token for the next pair of tokens.</summary>
internal static class Refresh {
    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/refresh", Handle).Allows(Access.Anybody).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Database database, SessionCache cache, TimeProvider clock) {
        var body = await MatrixBody.Read(http);
        var refresh = Secret.Hash(body.RequiredString("refresh_token"));
        var row = await database.Read(c => c.QuerySingleOrDefaultAsync<Row>(
            """
            SELECT access AS Access, replaces AS Replaces, person AS Person, device_id AS DeviceId, trusted_until AS TrustedUntil
            FROM people_session WHERE refresh = @refresh
            """, new { refresh }), http.RequestAborted);
        if (row is null) return Unknown;
        var tokens = IssuedTokens.New(row.DeviceId, refreshes: true);
        try {
            await database.Write(Exchange(row, tokens, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        } catch (WriteLostException) {
            return Unknown;                       // the session ended, or another request used the pair, between reading and writing
        }
        cache.Forget(new PersonId(row.Person));
        return MatrixJson.Ok(new { access_token = tokens.AccessToken, refresh_token = tokens.RefreshToken, expires_in_ms = tokens.ExpiresInMs });
    }

    private static MatrixError Unknown => new(401, "M_UNKNOWN_TOKEN", "The refresh token is not known here, or no longer.");

    private static Write Exchange(Row row, IssuedTokens tokens, long now) {
        var person = new PersonId(row.Person);
        return new Write(
            Statement.Claim("UPDATE people_session SET replaces = NULL WHERE access = @access", ("access", row.Access)),
            Statement.Do("DELETE FROM people_session WHERE access = @replaced", ("replaced", row.Replaces)),
            Statement.Do("DELETE FROM people_session WHERE replaces = @access", ("access", row.Access)),
            SessionStart.Insert(person, tokens, now, row.TrustedUntil, replaces: row.Access))
            .And(Revocation.Of(person, now));
    }

    private sealed record Row(byte[] Access, byte[]? Replaces, long Person, string DeviceId, long TrustedUntil);
}
