using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What tallies hold about a person: those they made, and what they were asked for. Others are party to them; who is gone is no longer named, and asks nobody.</summary>
internal sealed class TallyRecords(Database database) : IPersonalRecords {
    private const string Made = "SELECT room, currency, amount, note, at, until, withdrawn FROM pay_tally WHERE asker = @person";
    private const string Asked = "SELECT amount, at, state FROM pay_tally_part WHERE person = @person";

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [new("pay_tally", "asker", DataClass.Payments), new("pay_tally_part", "person", DataClass.Payments)];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        if (dataClass == DataClass.Payments) {
            foreach (var (table, sql) in new[] { ("pay_tally", Made), ("pay_tally_part", Asked) }) {
                json.WritePropertyName(table);
                var rows = await database.Read(connection => connection.QueryAsync(sql, new { person = person.Value }), stop);
                JsonSerializer.Serialize(json, rows.Cast<IDictionary<string, object?>>());
            }
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) => database.Write(Leave(person).And(new(
        // What is on its way arrives first: then nobody's number stands there any more.
        Statement.Do(
            """
            UPDATE pay_tally SET asker = @gone, note = NULL WHERE asker = @person
                AND NOT EXISTS (SELECT 1 FROM pay_tally_part p WHERE p.tally = pay_tally.id AND p.state = 1)
            """, ("person", person.Value), ("gone", -PersonId.New().Value)),
        Statement.Do("UPDATE pay_tally_part SET person = @gone WHERE person = @person AND state <> 1", ("person", person.Value), ("gone", -PersonId.New().Value)))), stop);

    /// <summary>Who leaves asks nobody, and is asked for nothing.</summary>
    public static Write Leave(PersonId person) => new(
        Statement.Do("UPDATE pay_tally SET withdrawn = 1 WHERE asker = @person", ("person", person.Value)),
        Statement.Do("UPDATE pay_tally_part SET state = 11 WHERE person = @person AND state = 0", ("person", person.Value)));
}
