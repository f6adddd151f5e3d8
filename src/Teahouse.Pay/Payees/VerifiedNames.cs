using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Payees;

/// <summary>Under which names payers see those of whom the operator has seen who they are.</summary>
internal sealed class VerifiedNames(Database database) {
    /// <summary>Somebody's; null for who is not verified.</summary>
    public async Task<string?> Of(PersonId person, CancellationToken stop) => (await Of([person], stop)).GetValueOrDefault(person.Value);

    /// <summary>Those of these people who are verified.</summary>
    public async Task<Dictionary<long, string>> Of(IReadOnlyCollection<PersonId> persons, CancellationToken stop) => persons.Count == 0 ? []
        : (await database.Read(c => c.QueryAsync<(long Person, string Name)>(
            $"SELECT person, name FROM pay_payee WHERE {SqlText.In(c, "person", "sought")}", new { sought = persons.Select(p => p.Value).ToArray() }), stop))
            .ToDictionary(r => r.Person, r => r.Name);
}
