using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/*  The sessions of wallets, beside those of the chat and apart from them.
    (1) Only the token's SHA-256 is kept. What it stands for is read with each request: no server remembers a session, so one that is
        ended is ended everywhere at once. A payment waits for a disk; one row more, found by its key, is not what it waits for.
    (2) Suspension is not asked about: nobody is kept from their own money. Who leaves for good takes their sessions with them; where
        money stays, a payment passkey opens others that take it out (decision 026). */

/// <summary>A wallet token that was just given out.</summary>
/// <param name="Token">Sent with each request, as a bearer token. Told this once.</param>
/// <param name="Session">Names the session.</param>
/// <param name="Scope"><c>full</c>, <c>receive</c> for a till, or <c>takeOut</c> for who has left the house.</param>
/// <param name="ExpiresAt">When it ends by itself (milliseconds).</param>
internal sealed record GivenWalletToken(string Token, string Session, string Scope, long ExpiresAt);

/// <summary>Opens, finds and ends the sessions of wallets.</summary>
internal sealed class WalletSessions(Database database, TimeProvider clock) {
    private const string Columns =
        """
        SELECT token AS Token, id AS Id, person AS Person, scope AS Scope, passkey AS Passkey, name AS Name, created_at AS CreatedAt, expires_at AS ExpiresAt
        FROM pay_session
        """;

    // Who has left takes out and does nothing else, whichever of the two was first: the leaving or the signing in.
    // A link opens nothing where there is a payment passkey, whichever of the two was first. A till is opened
    // by a session that holds, however that one came in: the write is lost where it has ended.
    private const string Insert =
        """
        INSERT INTO pay_session (token, id, person, scope, passkey, name, created_at, expires_at)
        SELECT @token, @id, @person, @scope, NULLIF(@passkey, ''), @name, @now, @expires
        WHERE (@passkey <> '' OR @scope = @till OR NOT EXISTS (SELECT 1 FROM pay_passkey WHERE person = @person))
            AND (SELECT count(*) FROM pay_left WHERE person = @person) = @left
        """;

    private const string MakeRoom =
        """
        DELETE FROM pay_session WHERE person = @person AND (expires_at <= @now OR token NOT IN (
            SELECT token FROM pay_session WHERE person = @person ORDER BY created_at DESC, id LIMIT @max))
        """;

    /// <summary>The session of a token; null for none.</summary>
    public async Task<WalletSession?> Find(string token, CancellationToken stop) {
        if (token.Length > PayLimits.TokenCharsMax) return null;
        var found = await database.Read(c => c.QuerySingleOrDefaultAsync<Row>(
            $"{Columns} WHERE token = @token AND expires_at > @now", new { token = Secret.Hash(token), now = Now }), stop);
        return found?.Session();
    }

    /// <summary>Whether a session has not ended meanwhile.</summary>
    public Task<bool> Holds(WalletSession session, CancellationToken stop) => database.Read(async c => await c.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM pay_session WHERE token = @token AND expires_at > @now", new { token = session.Token, now = Now }) > 0, stop);

    /// <summary>What a payment passkey of somebody's opens: all, or of who has left what it takes to take out.</summary>
    public async Task<WalletScope> OpenedByPasskey(PersonId person, CancellationToken stop) => await database.Read(
        async c => await c.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_left WHERE person = @person", new { person = person.Value }), stop) > 0 ? WalletScope.TakeOut : WalletScope.Full;

    /// <summary>All of a person's, the newest first.</summary>
    public async Task<IReadOnlyList<WalletSession>> Of(PersonId person, CancellationToken stop) =>
        [.. (await database.Read(c => c.QueryAsync<Row>(
            $"{Columns} WHERE person = @person AND expires_at > @now ORDER BY created_at DESC, id", new { person = person.Value, now = Now }), stop)).Select(r => r.Session())];

    /// <summary>A token and its rows. The last of them is lost where a link is not, or no longer, a way in.</summary>
    /// <param name="person">Whose wallet.</param>
    /// <param name="scope">What it may do.</param>
    /// <param name="passkey">The id of the payment passkey that signs in; null for a link.</param>
    /// <param name="name">What its owner calls it.</param>
    public (GivenWalletToken Given, Write Rows) Open(PersonId person, WalletScope scope, string? passkey, string? name) {
        var (token, id, now) = (Secret.New(), Secret.New(), Now);
        var expires = now + (long)TimeSpan.FromDays(scope == WalletScope.Receive ? PayLimits.TillSessionDays : PayLimits.WalletSessionDays).TotalMilliseconds;
        return (new(token, id, scope.Word(), expires), new(
            Statement.Do(MakeRoom, ("person", person.Value), ("now", now), ("max", PayLimits.SessionsMax - 1L)),
            Statement.Claim(Insert, ("token", Secret.Hash(token)), ("id", id), ("person", person.Value), ("scope", (long)scope), ("passkey", passkey ?? ""),
                ("name", name ?? ""), ("now", now), ("expires", expires), ("till", (long)WalletScope.Receive), ("left", scope == WalletScope.TakeOut ? 1L : 0L))));
    }

    /// <summary>Ends one of a person's.</summary>
    /// <returns>False when there is none of that name.</returns>
    public async Task<bool> End(PersonId person, string id) {
        try {
            await database.Write(new(Statement.Claim("DELETE FROM pay_session WHERE id = @id AND person = @person", ("id", id), ("person", person.Value))));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }

    /// <summary>Ends all of a person's.</summary>
    public static Statement EndAll(PersonId person) => Statement.Do("DELETE FROM pay_session WHERE person = @person", ("person", person.Value));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private sealed record Row(byte[] Token, string Id, long Person, long Scope, string? Passkey, string Name, long CreatedAt, long ExpiresAt) {
        public WalletSession Session() => new(Token, Id, new(Person), (WalletScope)Scope, Passkey, Name, CreatedAt, ExpiresAt);
    }
}
