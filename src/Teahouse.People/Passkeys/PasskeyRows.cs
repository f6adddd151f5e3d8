using Dapper;
using Microsoft.AspNetCore.Identity;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Names it in this API.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made (milliseconds).</param>
/// <param name="LastUsedAt">When it last proved something (milliseconds), or null.</param>
internal sealed record Passkey(string Id, string Name, long CreatedAt, long? LastUsedAt);

/// <summary>The rows of passkeys.</summary>
internal static class PasskeyRows {
    public static Passkey New(string name, TimeProvider clock) => new(Secret.New(), name, clock.GetUtcNow().ToUnixTimeMilliseconds(), null);

    public static Statement Insert(Passkey passkey, PersonId person, UserPasskeyInfo info) => Statement.Claim(
        """
        INSERT INTO people_passkey (credential, id, person, name, public_key, sign_count, transports, flags, created_at)
        SELECT @credential, @id, @person, @name, @key, @count, @transports, @flags, @now
        WHERE (SELECT count(*) FROM people_passkey WHERE person = @person) < @max
        """,
        ("credential", info.CredentialId), ("id", passkey.Id), ("person", person.Value), ("name", passkey.Name), ("key", info.PublicKey),
        ("count", (long)info.SignCount), ("transports", StoredPasskey.TransportsOf(info)), ("flags", StoredPasskey.FlagsOf(info)), ("now", passkey.CreatedAt), ("max", (long)PeopleLimits.PasskeysMax));

    /// <summary>Counts a use. Lost when the same answer, or a later one, was counted before, or the passkey was removed.</summary>
    public static Statement Used(UserPasskeyInfo info, long now) => Statement.Claim(
        """
        UPDATE people_passkey SET sign_count = @count, flags = @flags, used_at = @now
        WHERE credential = @credential AND (sign_count < @count OR (sign_count = 0 AND @count = 0))
        """,
        ("count", (long)info.SignCount), ("flags", StoredPasskey.FlagsOf(info)), ("now", now), ("credential", info.CredentialId));

    public static async Task<IReadOnlyList<Passkey>> Of(Database database, PersonId person, CancellationToken stop) =>
        [.. await database.Read(c => c.QueryAsync<Passkey>(
            "SELECT id AS Id, name AS Name, created_at AS CreatedAt, used_at AS LastUsedAt FROM people_passkey WHERE person = @person ORDER BY created_at, id",
            new { person = person.Value }), stop)];

    public static Task<long> Count(Database database, PersonId person, CancellationToken stop) => database.Read(c => c.QuerySingleAsync<long>(
        "SELECT count(*) FROM people_passkey WHERE person = @person", new { person = person.Value }), stop);
}
