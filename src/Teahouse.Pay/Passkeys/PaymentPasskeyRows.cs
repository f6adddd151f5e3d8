using Dapper;
using Microsoft.AspNetCore.Identity;
using Teahouse.People.Passkeys;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>A payment passkey as its owner sees it.</summary>
/// <param name="Id">Names it in this API.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="CreatedAt">When it was made (milliseconds).</param>
/// <param name="LastUsedAt">When it last proved something (milliseconds), or null.</param>
/// <param name="LostAt">Since when it is said to be on a device that was lost (milliseconds), or null.</param>
internal sealed record PaymentPasskey(string Id, string Name, long CreatedAt, long? LastUsedAt, long? LostAt);

/// <summary>The rows of payment passkeys.</summary>
internal static class PaymentPasskeyRows {
    public static PaymentPasskey New(string name, TimeProvider clock) => new(Secret.New(), name, clock.GetUtcNow().ToUnixTimeMilliseconds(), null, null);

    /// <summary>Lost when the passkey is known already, or its owner has so many.</summary>
    public static Statement Insert(PaymentPasskey passkey, PersonId person, UserPasskeyInfo info, long max) => Statement.Claim(
        """
        INSERT INTO pay_passkey (credential, id, person, name, public_key, sign_count, transports, flags, created_at)
        SELECT @credential, @id, @person, @name, @key, @count, @transports, @flags, @now
        WHERE (SELECT count(*) FROM pay_passkey WHERE person = @person) < @max
        """,
        ("credential", info.CredentialId), ("id", passkey.Id), ("person", person.Value), ("name", passkey.Name), ("key", info.PublicKey),
        ("count", (long)info.SignCount), ("transports", StoredPasskey.TransportsOf(info)), ("flags", StoredPasskey.FlagsOf(info)), ("now", passkey.CreatedAt), ("max", max));

    /// <summary>Counts a use. Lost when the same answer, or a later one, was counted before, or the passkey was removed.</summary>
    public static Statement Used(UserPasskeyInfo info, long now) => Statement.Claim(
        """
        UPDATE pay_passkey SET sign_count = @count, flags = @flags, used_at = @now
        WHERE credential = @credential AND (sign_count < @count OR (sign_count = 0 AND @count = 0))
        """,
        ("count", (long)info.SignCount), ("flags", StoredPasskey.FlagsOf(info)), ("now", now), ("credential", info.CredentialId));

    /// <summary>Lost when the person has one meanwhile, or no wallet.</summary>
    public static Statement StillNone(PersonId person) => Statement.Claim(
        "UPDATE pay_wallet SET person = person WHERE person = @person AND NOT EXISTS (SELECT 1 FROM pay_passkey WHERE person = @person)", ("person", person.Value));

    /// <summary>A person's, the oldest first.</summary>
    public static async Task<IReadOnlyList<PaymentPasskey>> Of(Database database, PersonId person, CancellationToken stop) =>
        [.. await database.Read(c => c.QueryAsync<PaymentPasskey>(
            "SELECT id AS Id, name AS Name, created_at AS CreatedAt, used_at AS LastUsedAt, lost_at AS LostAt FROM pay_passkey WHERE person = @person ORDER BY created_at, id",
            new { person = person.Value }), stop)];

    /// <summary>How many a person has.</summary>
    public static Task<long> Count(Database database, PersonId person, CancellationToken stop) => database.Read(c => c.QuerySingleAsync<long>(
        "SELECT count(*) FROM pay_passkey WHERE person = @person", new { person = person.Value }), stop);

    /// <summary>Whether a passkey is said to be on a device that was lost. It still signs in: what it sees is its owner's.</summary>
    public static Task<bool> IsLost(Database database, string id, CancellationToken stop) => database.Read(async c => await c.ExecuteScalarAsync<long>(
        "SELECT count(*) FROM pay_passkey WHERE id = @id AND lost_at IS NOT NULL", new { id }) > 0, stop);

    /// <summary>Says so of one. Lost where there is none of that name.</summary>
    public static Statement Lose(string id, PersonId person, long now) => Statement.Claim(
        "UPDATE pay_passkey SET lost_at = COALESCE(lost_at, @now) WHERE id = @id AND person = @person", ("now", now), ("id", id), ("person", person.Value));

    /// <summary>Says so of all that a person has.</summary>
    public static Statement LoseAll(PersonId person, long now) => Statement.Do(
        "UPDATE pay_passkey SET lost_at = COALESCE(lost_at, @now) WHERE person = @person", ("now", now), ("person", person.Value));

    /// <summary>Takes that back.</summary>
    public static Statement FindAll(PersonId person) => Statement.Do("UPDATE pay_passkey SET lost_at = NULL WHERE person = @person", ("person", person.Value));

    /// <summary>They are gone for good.</summary>
    public static Statement ForgetLost(PersonId person) => Statement.Do("DELETE FROM pay_passkey WHERE person = @person AND lost_at IS NOT NULL", ("person", person.Value));

    /// <summary>The id of the passkey of a credential.</summary>
    public static Task<string?> IdOf(Database database, byte[] credential, CancellationToken stop) => database.Read(c => c.QuerySingleOrDefaultAsync<string>(
        "SELECT id FROM pay_passkey WHERE credential = @credential", new { credential }), stop);
}
