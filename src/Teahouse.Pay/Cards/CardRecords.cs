using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>What cards hold about a person: those they sent and what they took. Others were party to them; who is gone is no longer named.</summary>
internal sealed class CardRecords(Database database) : IPersonalRecords {
    private const string Sent = "SELECT kind, room, currency, amount, at, until, state, ending FROM pay_card WHERE sender = @person";
    private const string Taken = "SELECT amount, at, state FROM pay_card_part WHERE person = @person";

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [new("pay_card", "sender", DataClass.Payments), new("pay_card_part", "person", DataClass.Payments)];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        if (dataClass == DataClass.Payments) {
            foreach (var (table, sql) in new[] { ("pay_card", Sent), ("pay_card_part", Taken) }) {
                json.WritePropertyName(table);
                var rows = await database.Read(connection => connection.QueryAsync(sql, new { person = person.Value }), stop);
                JsonSerializer.Serialize(json, rows.Cast<IDictionary<string, object?>>());
            }
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) => database.Write(new(
        // A number of nobody's: no two of their cards or shares are told to have been one person's.
        Statement.Do("UPDATE pay_card SET sender = @gone WHERE sender = @person AND state >= 10", ("person", person.Value), ("gone", -PersonId.New().Value)),
        Statement.Do("UPDATE pay_card_part SET person = @gone WHERE person = @person AND state >= 10", ("person", person.Value), ("gone", -PersonId.New().Value))), stop);
}
