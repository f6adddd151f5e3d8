using Dapper;
using Microsoft.Extensions.Logging;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/// <summary>Whose session an access token is.</summary>
internal sealed partial class SessionFinder(Database database, SessionCache cache, PeopleDirectory people, TimeProvider clock, ILogger<SessionFinder> log) {
    private const string Select =
        """
        SELECT s.person AS Person, p.handle AS Handle, s.device_id AS DeviceId, s.expires_at AS ExpiresAt, s.trusted_until AS TrustedUntil,
            s.replaces AS Replaces, p.suspended_at AS SuspendedAt, d.seen_at AS SeenAt
        FROM people_session s JOIN people_person p ON p.person = s.person
            JOIN people_device d ON d.person = s.person AND d.device_id = s.device_id
        WHERE s.access = @access
        """;

    /// <summary>The session of a token, or the refusal.</summary>
    public async Task<(Session? Session, MatrixError? Refusal)> Find(string token, CancellationToken stop) {
        if (token.Length > PeopleLimits.TokenCharsMax) return (null, Unknown);
        var access = Secret.Hash(token);
        await cache.CatchUp(stop);
        var session = cache.Find(access) ?? await Read(access, stop);
        if (session is null) return (null, Unknown);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (session.ExpiresAt <= now) return (null, Unknown with { SoftLogout = true });
        if (session.MustBeSeen(now)) await WriteSeen(session.Person, now);
        return (session, null);
    }

    private static MatrixError Unknown => new(401, "M_UNKNOWN_TOKEN", "The access token is not known here, or no longer.");

    private async Task<Session?> Read(byte[] access, CancellationToken stop) {
        var mark = cache.Mark();
        var row = await database.Read(c => c.QuerySingleOrDefaultAsync<Row>(Select, new { access }), stop);
        if (row is null) return null;
        var person = new Person(new PersonId(row.Person), people.UserId(row.Handle), row.DeviceId, row.SuspendedAt is not null);
        if (row.Replaces is not null) await EndReplaced(access, row.Replaces, person.Id);
        var session = new Session(person, access, row.ExpiresAt, row.TrustedUntil).SeenAt(row.SeenAt);
        // Ending what it replaces made everybody forget this person's sessions; the next request remembers this one.
        cache.Remember(session, mark);
        return session;
    }

    /// <summary>A client that uses its new token has it: the old pair ends.</summary>
    private async Task EndReplaced(byte[] access, byte[] replaced, PersonId person) {
        await database.Write(new Write(
            Statement.Do("DELETE FROM people_session WHERE access = @replaced", ("replaced", replaced)),
            Statement.Do("UPDATE people_session SET replaces = NULL WHERE access = @access", ("access", access)))
            .And(Revocation.Of(person, clock.GetUtcNow().ToUnixTimeMilliseconds())));
        cache.Forget(person);
    }

    private async Task WriteSeen(Person person, long now) {
        try {
            await database.Write(new Write(Statement.Do(
                "UPDATE people_device SET seen_at = @now WHERE person = @person AND device_id = @device",
                ("now", now), ("person", person.Id.Value), ("device", person.DeviceId))));
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            // When a device was last seen is not worth refusing its request, least of all on a full disk; the next ten minutes have another chance.
            LogNotSeen(log, e);
        }
    }

    private sealed record Row(
        long Person, string Handle, string DeviceId, long? ExpiresAt, long TrustedUntil, byte[]? Replaces, long? SuspendedAt, long SeenAt);
}
