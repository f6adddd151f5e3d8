using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Talk;

/// <summary>A table with a person's data, and how it is shown and forgotten.</summary>
/// <param name="Table">The table and its person column.</param>
/// <param name="Shown">The columns that are shown, as they stand in a SELECT.</param>
/// <param name="Forget">How the person's rows are erased; the person is <c>@person</c>.</param>
internal sealed record TalkTable(HeldTable Table, string Shown, string Forget) {
    /// <summary>A table whose rows are the person's alone, so that they go with the person.</summary>
    public static TalkTable Own(string table, DataClass dataClass, string shown) =>
        new(new(table, "person", dataClass), shown, $"DELETE FROM {table} WHERE person = @person");
}

/// <summary>What one part of Talk holds about people, table by table.</summary>
internal sealed class TalkRecords(Database database, params TalkTable[] tables) : IPersonalRecords {
    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [.. tables.Select(t => t.Table)];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        foreach (var table in tables.Where(t => t.Table.Class == dataClass)) {
            json.WritePropertyName(table.Table.Table);
            var rows = await database.Read(connection => connection.QueryAsync(
                $"SELECT {table.Shown} FROM {table.Table.Table} WHERE {table.Table.PersonColumn} = @person", new { person = person.Value }), stop);
            JsonSerializer.Serialize(json, rows.Cast<IDictionary<string, object?>>());
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) =>
        database.Write(new Write([.. tables.Select(t => Statement.Do(t.Forget, ("person", person.Value)))]), stop);
}
