using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>
/// Ceremonies of payment passkeys that wait for their answer. What the answer must match stays here, in the database so that any process
/// of the house can take the answer; it is taken once, for what it was asked for, and soon or not at all.
/// </summary>
internal sealed class PaymentCeremonies(Database database, TimeProvider clock) {
    private static readonly long Lifetime = (long)TimeSpan.FromMinutes(PayLimits.CeremonyMinutes).TotalMilliseconds;

    /// <summary>Begins one.</summary>
    /// <param name="purpose">What the answer is for; it is good for nothing else.</param>
    /// <param name="person">Whose it is; null before sign-in.</param>
    /// <param name="state">What the answer must match.</param>
    /// <returns>Its name, which the browser sends back.</returns>
    public async Task<string> Begin(string purpose, PersonId? person, string state) {
        var id = Secret.New();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var owner = person?.Value ?? 0;
        await database.Write(new(
            Statement.Do("DELETE FROM pay_ceremony WHERE expires_at <= @now", ("now", now)),
            MakeRoom(owner, person is null ? PayLimits.CeremoniesMax : PayLimits.CeremoniesPerPersonMax),
            Statement.Do("INSERT INTO pay_ceremony (id, purpose, person, state, expires_at) VALUES (@id, @purpose, @person, @state, @expires)",
                ("id", Secret.Hash(id)), ("purpose", purpose), ("person", owner), ("state", state), ("expires", now + Lifetime))));
        return id;
    }

    /// <summary>Takes what the answer must match; null when there is none, or no longer.</summary>
    public async Task<string?> Take(string id, string purpose, PersonId? person, CancellationToken stop) {
        if (id.Length > PayLimits.TokenCharsMax) return null;
        var key = Secret.Hash(id);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var state = await database.Read(c => c.QuerySingleOrDefaultAsync<string>(
            "SELECT state FROM pay_ceremony WHERE id = @key AND purpose = @purpose AND person = @person AND expires_at > @now",
            new { key, purpose, person = person?.Value ?? 0, now }), stop);
        if (state is null) return null;
        try {
            await database.Write(new(Statement.Claim("DELETE FROM pay_ceremony WHERE id = @id", ("id", key))), stop);
            return state;
        } catch (WriteLostException) {
            return null;                          // somebody sent the same answer at the same time
        }
    }

    // Whoever floods the wallet with ceremonies must not keep others from beginning one: the oldest go.
    private static Statement MakeRoom(long person, long max) => Statement.Do(
        """
        DELETE FROM pay_ceremony WHERE person = @person AND expires_at <= (
            SELECT expires_at FROM pay_ceremony WHERE person = @person ORDER BY expires_at DESC LIMIT 1 OFFSET @max)
        """, ("person", person), ("max", max - 1));
}
