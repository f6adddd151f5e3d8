using System.Text.Json;
using Dapper;
using Teahouse.People.Devices;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>What People holds about a person: shown, handed over, forgotten.</summary>
internal sealed class PersonalRecords(Database database, DeviceEnd devices, TimeProvider clock) : IPersonalRecords {
    /// <summary>Each table with what of it is shown: secrets and their hashes are in no answer, not even to the person.</summary>
    private static readonly (HeldTable Table, string Shown)[] Tables = [
        (new("people_person", "person", DataClass.Profile), "handle, created_at, suspended_at, suspended_reason, deactivated_at"),
        (new("people_profile", "person", DataClass.Profile), "key, value"),
        (new("people_device", "person", DataClass.Devices), "device_id, display_name, created_at, seen_at"),
        (new("people_session", "person", DataClass.Devices), "device_id, expires_at"),
        (new("people_revocation", "person", DataClass.Devices), "at"),
        (new("people_one_time_token", "person", DataClass.Devices), "kind, expires_at"),
        (new("people_passkey", "person", DataClass.Devices), "id, name, transports, created_at, used_at"),
        (new("people_ceremony", "person", DataClass.Devices), "purpose, expires_at"),
        (new("people_leaving", "person", DataClass.Profile), "erase"),
        (new("people_notice", "person", DataClass.Devices), "kind, at"),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } = [.. Tables.Select(t => t.Table)];

    /// <summary>A person who leaves: nothing stays but the handle, which is never given out again, and the day.</summary>
    public static Write Leaving(PersonId person, long now) => new([
        Statement.Do(
            """
            UPDATE people_person SET password = NULL, recovery = NULL, suspended_reason = NULL, version = version + 1,
                deactivated_at = COALESCE(deactivated_at, @now)
            WHERE person = @person
            """, ("now", now), ("person", person.Value)),
        Forget("DELETE FROM people_profile WHERE person = @person", person),
        Forget("DELETE FROM people_passkey WHERE person = @person", person),
        Forget("DELETE FROM people_one_time_token WHERE person = @person", person),
        Forget("DELETE FROM people_ceremony WHERE person = @person", person),
        Forget("DELETE FROM people_notice WHERE person = @person", person),
    ]);

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        foreach (var (table, shown) in Tables.Where(t => t.Table.Class == dataClass)) {
            var rows = await database.Read(c => c.QueryAsync($"SELECT {shown} FROM {table.Table} WHERE {table.PersonColumn} = @person", new { person = person.Value }), stop);
            json.WritePropertyName(table.Table);
            JsonSerializer.Serialize(json, rows.Select(r => (IDictionary<string, object?>)r));
        }
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public async Task Erase(PersonId person, CancellationToken stop) {
        // Revocations stay for the minutes in which other processes read them; the next one takes the old ones away.
        await devices.End(person, await devices.AllBut(person, kept: null, stop), Leaving(person, clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    private static Statement Forget(string sql, PersonId person) => Statement.Do(sql, ("person", person.Value));
}
