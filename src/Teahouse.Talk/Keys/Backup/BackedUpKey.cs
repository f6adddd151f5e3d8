using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>A room key in a backup (definitions/key_backup_data.yaml).</summary>
internal sealed record BackedUpKey(string RoomId, string SessionId, long FirstMessageIndex, long ForwardedCount, bool IsVerified, string SessionData) {
    // The rule of the specification ("Server-side key backups") as one comparison: a verified key is better than another, then
    // one that opens earlier messages, then one that passed through fewer hands. An equal one changes nothing.
    private const string Upsert =
        """
        INSERT INTO talk_backup_key (person, version, room_id, session_id, first_message_index, forwarded_count, is_verified, session_data, pos)
        VALUES (@person, @version, @room, @session, @index, @forwarded, @verified, @data, @pos)
        ON CONFLICT (person, version, room_id, session_id) DO UPDATE SET
            first_message_index = excluded.first_message_index, forwarded_count = excluded.forwarded_count,
            is_verified = excluded.is_verified, session_data = excluded.session_data, pos = excluded.pos
        WHERE (excluded.is_verified, -excluded.first_message_index, -excluded.forwarded_count)
            > (talk_backup_key.is_verified, -talk_backup_key.first_message_index, -talk_backup_key.forwarded_count)
        """;

    /// <summary>Reads the keys of all rooms in an upload.</summary>
    /// <exception cref="MatrixRefusalException">When one of them is no key, or there are too many.</exception>
    public static IReadOnlyList<BackedUpKey> ParseRooms(JsonElement body) {
        var rooms = body.RequiredObject("rooms");
        return Bounded(rooms.EnumerateObject().SelectMany(room => ParseRoom(room.Name, rooms.RequiredObject(room.Name))));
    }

    /// <summary>Reads the keys of one room.</summary>
    /// <exception cref="MatrixRefusalException">As <see cref="ParseRooms"/>.</exception>
    public static IReadOnlyList<BackedUpKey> ParseRoom(string roomId, JsonElement room) {
        var sessions = room.RequiredObject("sessions");
        return Bounded(sessions.EnumerateObject().Select(session => Parse(roomId, session.Name, sessions.RequiredObject(session.Name))));
    }

    /// <summary>Reads one key.</summary>
    /// <exception cref="MatrixRefusalException">When it is none.</exception>
    public static BackedUpKey Parse(string roomId, string sessionId, JsonElement key) {
        if (!MatrixIds.IsRoomId(roomId)) throw MatrixError.InvalidParam("A room id is expected.").Thrown();
        var data = key.RequiredObject("session_data").GetRawText();
        if (data.Length > TalkLimits.EventBytesMax) throw MatrixError.TooLarge($"A key may have {TalkLimits.EventBytesMax} bytes.").Thrown();
        return new(
            roomId, KeyText.Checked(sessionId, "A session id"), Count(key, "first_message_index"), Count(key, "forwarded_count"),
            key.OptionalBool("is_verified") ?? throw MatrixError.MissingParam("'is_verified' is missing.").Thrown(), data);
    }

    /// <summary>Stores the key, unless a better one is there.</summary>
    public Statement StoreUnlessWorse(PersonId person, long version, long pos) => Statement.Do(
        Upsert,
        ("person", person.Value), ("version", version), ("room", RoomId), ("session", SessionId), ("index", FirstMessageIndex),
        ("forwarded", ForwardedCount), ("verified", IsVerified ? 1L : 0L), ("data", SessionData), ("pos", pos));

    /// <summary>Writes the properties of the key as they came.</summary>
    public void Write(Utf8JsonWriter json) {
        json.WriteNumber("first_message_index", FirstMessageIndex);
        json.WriteNumber("forwarded_count", ForwardedCount);
        json.WriteBoolean("is_verified", IsVerified);
        json.WritePropertyName("session_data");
        json.WriteRawValue(SessionData);
    }

    private static long Count(JsonElement key, string name) => key.OptionalLong(name) switch {
        null => throw MatrixError.MissingParam($"'{name}' is missing.").Thrown(),
        >= 0 and <= TalkLimits.IntegerMax and { } count => count,
        _ => throw MatrixError.InvalidParam($"'{name}' must be 0 or more.").Thrown(),
    };

    private static List<BackedUpKey> Bounded(IEnumerable<BackedUpKey> keys) {
        var list = keys.Take(TalkLimits.BackupKeysPerRequestMax + 1).ToList();
        return list.Count <= TalkLimits.BackupKeysPerRequestMax
            ? list : throw MatrixError.TooLarge($"One request may hold {TalkLimits.BackupKeysPerRequestMax} keys.").Thrown();
    }
}
