using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay;

/// <summary>
/// What Pay holds about a person: accounts, and what moved on them. A ledger is never unwritten, because others are party to every
/// entry; who leaves is unlinked from accounts that are empty. One that still holds money stays theirs, so that they can take it out.
/// </summary>
internal sealed class PayRecords(Database database) : IPersonalRecords {
    private const string Accounts = "SELECT account, currency, kind, frozen, opened_at FROM pay_account WHERE person = @person";

    private const string Entries =
        """
        SELECT e.account, e.number, e.amount, e.balance, t.at, t.kind FROM pay_account a JOIN pay_entry e ON e.account = a.account
        JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number WHERE a.person = @person ORDER BY e.account, e.number
        """;

    private const string Unlink =
        """
        UPDATE pay_account SET person = NULL WHERE person = @person
            AND COALESCE((SELECT e.balance FROM pay_entry e WHERE e.account = pay_account.account ORDER BY e.number DESC LIMIT 1), 0) = 0
            AND NOT EXISTS (SELECT 1 FROM pay_hold h WHERE h.ended_by IS NULL AND (h.debit = pay_account.account OR h.credit = pay_account.account))
        """;

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [new("pay_account", "person", DataClass.Payments)];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        if (dataClass == DataClass.Payments) {
            await Write("pay_account", Accounts);
            await Write("pay_entry", Entries);
        }
        json.WriteEndObject();

        async Task Write(string table, string sql) {
            json.WritePropertyName(table);
            var rows = await database.Read(connection => connection.QueryAsync(sql, new { person = person.Value }), stop);
            JsonSerializer.Serialize(json, rows.Cast<IDictionary<string, object?>>());
        }
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) => database.Write(new(Statement.Do(Unlink, ("person", person.Value))), stop);
}
