using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys;

/// <summary>What Keys and ToDevice hold about people.</summary>
internal sealed class KeyRecords(Database database) : IPersonalRecords {
    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [
        new("talk_device_key", "person", DataClass.Devices),
        new("talk_one_time_key", "person", DataClass.Devices),
        new("talk_fallback_key", "person", DataClass.Devices),
        new("talk_cross_signing_key", "person", DataClass.Devices),
        new("talk_key_signature", "person", DataClass.Devices),
        new("talk_key_signature", "signer", DataClass.Contacts),
        new("talk_device_change", "person", DataClass.Devices),
        new("talk_device_change", "only_for", DataClass.Contacts),
        new("talk_to_device", "person", DataClass.MessageContent),
        new("talk_to_device_transaction", "person", DataClass.MessageMetadata),
        new("talk_backup", "person", DataClass.Devices),
        new("talk_backup_key", "person", DataClass.MessageContent),
    ];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        foreach (var table in Holds.Where(t => t.Class == dataClass)) {
            json.WriteStartArray(table.Table);
            foreach (var row in await Rows(table, person, stop)) WriteRow(json, row);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) => database.Write(
        new Write([.. Holds.Select(t => Statement.Do($"DELETE FROM {t.Table} WHERE {t.PersonColumn} = @person", ("person", person.Value)))]), stop);

    private async Task<IEnumerable<IDictionary<string, object?>>> Rows(HeldTable table, PersonId person, CancellationToken stop) =>
        (await database.Read(c => c.QueryAsync(
            $"SELECT * FROM {table.Table} WHERE {table.PersonColumn} = @person", new { person = person.Value }), stop)).Cast<IDictionary<string, object?>>();

    private static void WriteRow(Utf8JsonWriter json, IDictionary<string, object?> row) {
        json.WriteStartObject();
        foreach (var (column, value) in row) {
            json.WritePropertyName(column);
            JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object));
        }
        json.WriteEndObject();
    }
}
