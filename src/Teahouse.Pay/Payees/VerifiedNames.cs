using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Payees;

/// <summary>Who somebody is, as the operator has seen it.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Photo">Under which name their picture is kept; null for none.</param>
internal sealed record VerifiedName(string Name, string? Photo);

/// <summary>Under which names payers see those of whom the operator has seen who they are.</summary>
internal sealed class VerifiedNames(Database database) {
    /// <summary>Somebody's; null for who is not verified.</summary>
    public async Task<VerifiedName?> Of(PersonId person, CancellationToken stop) => (await Of([person], stop)).GetValueOrDefault(person.Value);

    /// <summary>Those of these people who are verified.</summary>
    public async Task<Dictionary<long, VerifiedName>> Of(IReadOnlyCollection<PersonId> persons, CancellationToken stop) => persons.Count == 0 ? []
        : (await database.Read(c => c.QueryAsync<(long Person, string Name, string? Photo)>(
            $"SELECT person, name, photo_name FROM pay_payee WHERE {SqlText.In(c, "person", "sought")}", new { sought = persons.Select(p => p.Value).ToArray() }), stop))
            .ToDictionary(r => r.Person, r => new VerifiedName(r.Name, r.Photo));
}
