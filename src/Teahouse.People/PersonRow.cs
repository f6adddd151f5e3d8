using Dapper;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>A person's own row.</summary>
/// <param name="Person">See <see cref="PersonId"/>.</param>
/// <param name="Handle">The part of the user id before the colon.</param>
/// <param name="PasskeyUser">What a passkey knows its owner by: random, so that neither handle nor id lies on a device.</param>
/// <param name="Password">The hash of the password, or null.</param>
/// <param name="Recovery">SHA-256 of the recovery code's verifier, or null.</param>
/// <param name="Version">Grows when the ways to sign in change.</param>
/// <param name="SuspendedAt">Since when, in milliseconds, or null.</param>
/// <param name="SuspendedReason">Why.</param>
/// <param name="DeactivatedAt">When the person left, or null.</param>
internal sealed record PersonRow(
    long Person, string Handle, string PasskeyUser, string? Password, byte[]? Recovery, long Version,
    long? SuspendedAt, string? SuspendedReason, long? DeactivatedAt) {
    private const string Select =
        """
        SELECT person AS Person, handle AS Handle, passkey_user AS PasskeyUser, password AS Password, recovery AS Recovery, version AS Version,
            suspended_at AS SuspendedAt, suspended_reason AS SuspendedReason, deactivated_at AS DeactivatedAt
        FROM people_person
        """;

    public PersonId Id => new(Person);

    public bool IsActive => DeactivatedAt is null;

    public static Task<PersonRow?> ByHandle(Database database, string handle, CancellationToken stop) => One(database, "handle", handle, stop);

    public static Task<PersonRow?> ById(Database database, PersonId person, CancellationToken stop) => One(database, "person", person.Value, stop);

    public static Task<PersonRow?> ByPasskeyUser(Database database, string user, CancellationToken stop) => One(database, "passkey_user", user, stop);

    /// <summary>The write is lost when the ways to sign in have changed since this row was read, or the person has left.</summary>
    public Statement StillHolds() => Statement.Claim(
        "UPDATE people_person SET version = version WHERE person = @person AND version = @version AND deactivated_at IS NULL",
        ("person", Person), ("version", Version));

    /// <summary>As <see cref="StillHolds"/>, and from now on nobody signs in who proved themselves before this write.</summary>
    public Statement NextVersion() => Statement.Claim(
        "UPDATE people_person SET version = version + 1 WHERE person = @person AND version = @version AND deactivated_at IS NULL",
        ("person", Person), ("version", Version));

    private static Task<PersonRow?> One(Database database, string column, object value, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<PersonRow>($"{Select} WHERE {column} = @value", new { value }), stop);
}
