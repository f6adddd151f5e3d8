using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>
/// Passkey ceremonies that wait for their answer. What the answer must match stays here, in the database so that any process of the
/// house can take the answer; it is taken once, and soon or not at all.
/// </summary>
internal sealed class Ceremonies(Database database, TimeProvider clock) {
    private static readonly long Lifetime = (long)TimeSpan.FromMinutes(PeopleLimits.CeremonyMinutes).TotalMilliseconds;

    /// <summary>Begins one.</summary>
    /// <param name="purpose">What the answer is for; it is good for nothing else.</param>
    /// <param name="person">Whose it is; null before sign-in.</param>
    /// <param name="state">What the answer must match.</param>
    /// <returns>Its name, which the browser sends back.</returns>
    public async Task<string> Begin(string purpose, PersonId? person, string state) {
        var id = Secret.New();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var owner = person?.Value ?? 0;
        await database.Write(new Write(
            Statement.Do("DELETE FROM people_ceremony WHERE expires_at <= @now", ("now", now)),
            person is null ? MakeRoomForNobody : MakeRoomFor(owner),
            Statement.Do("INSERT INTO people_ceremony (id, purpose, person, state, expires_at) VALUES (@id, @purpose, @person, @state, @expires)",
                ("id", Secret.Hash(id)), ("purpose", purpose), ("person", owner), ("state", state), ("expires", now + Lifetime))));
        return id;
    }

    private static Statement MakeRoomFor(long person) => Statement.Do(
        """
        DELETE FROM people_ceremony WHERE person = @person AND id NOT IN (
            SELECT id FROM people_ceremony WHERE person = @person ORDER BY expires_at DESC LIMIT @max)
        """, ("person", person), ("max", PeopleLimits.CeremoniesPerPersonMax - 1L));

    // Whoever floods the house with ceremonies must not keep others from beginning one: the oldest go, whosever they are.
    private static Statement MakeRoomForNobody => Statement.Do(
        """
        DELETE FROM people_ceremony WHERE person = 0 AND expires_at <= (
            SELECT expires_at FROM people_ceremony WHERE person = 0 ORDER BY expires_at DESC LIMIT 1 OFFSET @max)
        """, ("max", PeopleLimits.CeremoniesMax - 1L));

    /// <summary>Takes what the answer must match; null when there is none, or no longer.</summary>
    public async Task<string?> Take(string id, string purpose, PersonId? person, CancellationToken stop) {
        if (id.Length > PeopleLimits.TokenCharsMax) return null;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var key = Secret.Hash(id);
        var state = await database.Read(c => c.QuerySingleOrDefaultAsync<string>(
            "SELECT state FROM people_ceremony WHERE id = @id AND purpose = @purpose AND person = @person AND expires_at > @now",
            new { id = key, purpose, person = person?.Value ?? 0, now }), stop);
        if (state is null) return null;
        try {
            await database.Write(new Write(Statement.Claim("DELETE FROM people_ceremony WHERE id = @id", ("id", key))), stop);
            return state;
        } catch (WriteLostException) {
            return null;                          // somebody sent the same answer at the same time
        }
    }

    /// <summary>Whose ceremony this is and what for, without taking it; null when there is none, or no longer.</summary>
    public Task<Ceremony?> Find(string id, CancellationToken stop) {
        if (id.Length > PeopleLimits.TokenCharsMax) return Task.FromResult<Ceremony?>(null);
        return database.Read(c => c.QuerySingleOrDefaultAsync<Ceremony>(
            "SELECT purpose AS Purpose, person AS Person, state AS State FROM people_ceremony WHERE id = @id AND expires_at > @now",
            new { id = Secret.Hash(id), now = clock.GetUtcNow().ToUnixTimeMilliseconds() }), stop);
    }

    /// <summary>From now on the ceremony waits for another answer, or is for something else.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="from">How it was found.</param>
    /// <param name="to">How it is to be.</param>
    /// <param name="proof">What must hold, in the same write.</param>
    /// <returns>False when somebody was faster, or the proof does not hold.</returns>
    public async Task<bool> Change(string id, Ceremony from, Ceremony to, params Statement[] proof) {
        try {
            await database.Write(new Write([
                .. proof,
                Statement.Claim(
                    "UPDATE people_ceremony SET purpose = @purpose, state = @state WHERE id = @id AND purpose = @before AND state = @old",
                    ("purpose", to.Purpose), ("state", to.State), ("id", Secret.Hash(id)), ("before", from.Purpose), ("old", from.State)),
            ]));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }
}

/// <summary>A ceremony that waits.</summary>
/// <param name="Purpose">What its answer is for.</param>
/// <param name="Person">Whose it is; 0 before sign-in.</param>
/// <param name="State">What the answer must match.</param>
internal sealed record Ceremony(string Purpose, long Person, string State);
