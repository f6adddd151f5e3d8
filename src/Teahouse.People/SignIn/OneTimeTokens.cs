using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>A token that is spent once.</summary>
internal sealed record OneTimeToken(byte[] Token, long Person, long ExpiresAt, long TrustedUntil) {
    /// <summary>Spends it: the write is lost when it was spent, revoked or too old.</summary>
    public Statement Spend(long now) => Statement.Claim(
        "DELETE FROM people_one_time_token WHERE token = @token AND expires_at > @now", ("token", Token), ("now", now));
}

/// <summary>Login tokens, which every proof but the password ends in, and the operator's links.</summary>
internal static class OneTimeTokens {
    /// <summary>Spent by signing in.</summary>
    public const string Login = "login";

    /// <summary>Spent for a login token.</summary>
    public const string LetIn = "let_in";

    /// <summary>The rows of a new token; old ones of anybody go on this occasion.</summary>
    public static Write Give(string secret, string kind, PersonId person, long now, long expiresAt, long trustedUntil = 0) => new(
        Statement.Do("DELETE FROM people_one_time_token WHERE expires_at <= @now", ("now", now)),
        Statement.Do(
            "INSERT INTO people_one_time_token (token, kind, person, expires_at, trusted_until) VALUES (@token, @kind, @person, @expires, @trusted)",
            ("token", Secret.Hash(secret)), ("kind", kind), ("person", person.Value), ("expires", expiresAt), ("trusted", trustedUntil)));

    public static Statement RevokeAll(PersonId person) =>
        Statement.Do("DELETE FROM people_one_time_token WHERE person = @person", ("person", person.Value));

    public static async Task<OneTimeToken?> Find(Database database, string secret, string kind, long now, CancellationToken stop) =>
        secret.Length > PeopleLimits.TokenCharsMax ? null : await database.Read(c => c.QuerySingleOrDefaultAsync<OneTimeToken>(
            """
            SELECT token AS Token, person AS Person, expires_at AS ExpiresAt, trusted_until AS TrustedUntil
            FROM people_one_time_token WHERE token = @token AND kind = @kind AND expires_at > @now
            """, new { token = Secret.Hash(secret), kind, now }), stop);
}
