using Dapper;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Notices;

/// <summary>Something about their sign-in that a person is told until they put it away.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind"><c>let_in</c>, <c>suspended</c>, <c>passkey_added</c>, <c>password_changed</c> or <c>recovered</c>.</param>
/// <param name="At">When (milliseconds).</param>
internal sealed record Notice(string Id, string Kind, long At) {
    public const string LetIn = "let_in";
    public const string Suspended = "suspended";
    public const string PasskeyAdded = "passkey_added";
    public const string PasswordChanged = "password_changed";
    public const string Recovered = "recovered";

    public static Write Of(PersonId person, string kind, long now) => new(Statement.Do(
        "INSERT INTO people_notice (id, person, kind, at) VALUES (@id, @person, @kind, @now)",
        ("id", Secret.New()), ("person", person.Value), ("kind", kind), ("now", now)));

    public static async Task<IReadOnlyList<Notice>> All(Database database, PersonId person, CancellationToken stop) =>
        [.. await database.Read(c => c.QueryAsync<Notice>(
            "SELECT id AS Id, kind AS Kind, at AS At FROM people_notice WHERE person = @person ORDER BY at, id LIMIT 100", new { person = person.Value }), stop)];
}
