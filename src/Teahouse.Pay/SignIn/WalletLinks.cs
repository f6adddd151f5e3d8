using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.SignIn;

/// <summary>A link from the app into the wallet.</summary>
/// <param name="Token">SHA-256 of its token.</param>
/// <param name="Person">Whose.</param>
internal sealed record WalletLink(byte[] Token, long Person) {
    /// <summary>Spends it: the write is lost when it was spent, revoked or too old.</summary>
    public Statement Spend(long now) => Statement.Claim("DELETE FROM pay_link WHERE token = @token AND expires_at > @now", ("token", Token), ("now", now));
}

/// <summary>Links from the app into the wallet: each is spent once, and soon.</summary>
internal static class WalletLinks {
    /// <summary>The rows of a new one, which replaces those that wait; old ones of anybody go on this occasion.</summary>
    public static Write Give(string secret, PersonId person, long now) => new(
        Statement.Do("DELETE FROM pay_link WHERE expires_at <= @now OR person = @person", ("now", now), ("person", person.Value)),
        Statement.Do("INSERT INTO pay_link (token, person, expires_at) VALUES (@token, @person, @expires)",
            ("token", Secret.Hash(secret)), ("person", person.Value), ("expires", now + PayLimits.LinkMilliseconds)));

    /// <summary>None of a person's opens anything any more.</summary>
    public static Statement Revoke(PersonId person) => Statement.Do("DELETE FROM pay_link WHERE person = @person", ("person", person.Value));

    /// <summary>The link of a token; null for none, or one that is too old.</summary>
    public static async Task<WalletLink?> Find(Database database, string secret, long now, CancellationToken stop) =>
        secret.Length > PayLimits.TokenCharsMax ? null : await database.Read(c => c.QuerySingleOrDefaultAsync<WalletLink>(
            "SELECT token AS Token, person AS Person FROM pay_link WHERE token = @token AND expires_at > @now", new { token = Secret.Hash(secret), now }), stop);
}
