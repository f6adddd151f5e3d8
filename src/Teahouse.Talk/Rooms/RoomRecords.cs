using System.Text.Json;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms;

/// <summary>What rooms hold about a person. What was said stays with those to whom it was said; it names its sender as the sender wrote it.</summary>
internal sealed class RoomRecords(Database database) : IPersonalRecords {
    private static readonly HeldTable Members = new("talk_member", "person", DataClass.Contacts);
    private static readonly HeldTable Changes = new("talk_member_change", "person", DataClass.Contacts);
    private static readonly HeldTable Aliases = new("talk_alias", "creator", DataClass.Contacts);
    private static readonly HeldTable Said = new("talk_event", "sender", DataClass.MessageContent);
    private static readonly HeldTable Requests = new("talk_request", "person", DataClass.MessageMetadata);

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [Members, Changes, Aliases, Said, Requests];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        if (dataClass == DataClass.Contacts) {
            await Write(json, Members.Table, person,
                "SELECT r.room_id AS RoomId, m.membership AS Value, m.event_pos AS Position FROM talk_member m JOIN talk_room r ON r.room = m.room WHERE m.person = @person", stop);
            await Write(json, Changes.Table, person,
                "SELECT r.room_id AS RoomId, c.membership AS Value, c.pos AS Position FROM talk_member_change c JOIN talk_room r ON r.room = c.room WHERE c.person = @person", stop);
            await Write(json, Aliases.Table, person,
                "SELECT r.room_id AS RoomId, a.alias AS Value, a.room AS Position FROM talk_alias a JOIN talk_room r ON r.room = a.room WHERE a.creator = @person", stop);
        }
        if (dataClass == DataClass.MessageContent) await WriteSaid(json, person, stop);
        if (dataClass == DataClass.MessageMetadata) {
            await Write(json, Requests.Table, person,
                """
                SELECT r.room_id AS RoomId, e.event_id AS Value, e.pos AS Position FROM talk_request q
                JOIN talk_event e ON e.pos = q.pos JOIN talk_room r ON r.room = e.room WHERE q.person = @person
                """, stop);
        }
    }

    /// <inheritdoc/>
    public Task Erase(PersonId person, CancellationToken stop) => database.Write(new(
        Statement.Do("DELETE FROM talk_request WHERE person = @person", ("person", person.Value)),
        Statement.Do("UPDATE talk_alias SET creator = 0 WHERE creator = @person", ("person", person.Value))), stop);

    // Whatever they sent, as it was signed; from encrypted rooms that is ciphertext.
    private async Task WriteSaid(Utf8JsonWriter json, PersonId person, CancellationToken stop) {
        var events = await database.Read(connection => connection.QueryAsync<byte[]>(
            "SELECT pdu FROM talk_event WHERE sender IN (SELECT user_id FROM talk_member WHERE person = @person) ORDER BY pos",
            new { person = person.Value }), stop);
        json.WriteStartArray(Said.Table);
        foreach (var pdu in events) json.WriteRawValue(pdu, skipInputValidation: true);
        json.WriteEndArray();
    }

    private async Task Write(Utf8JsonWriter json, string table, PersonId person, string sql, CancellationToken stop) {
        var rows = await database.Read(connection => connection.QueryAsync<Row>(sql, new { person = person.Value }), stop);
        json.WriteStartArray(table);
        foreach (var row in rows) {
            json.WriteStartObject();
            json.WriteString("room_id", row.RoomId);
            json.WriteString("value", row.Value);
            json.WriteNumber("position", row.Position);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private sealed record Row(string RoomId, string Value, long Position);
}
