using System.Data.Common;
using Dapper;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>A room as its row names it.</summary>
/// <param name="Number">Its number in rows.</param>
/// <param name="RoomId">Its id.</param>
/// <param name="Version">Its version.</param>
internal sealed record RoomName(long Number, string RoomId, RoomVersion Version);

/// <summary>Reads rooms from the database, past the grain: what does not need the one writer does not go through it.</summary>
internal static class RoomReader {
    private const string EventColumns = "e.pos AS Position, e.room AS Room, e.event_id AS EventId, e.redacted_by AS RedactedBy, e.pdu AS Bytes, r.room_id AS RoomId, r.version AS Version";
    private const string Events = $"SELECT {EventColumns} FROM talk_event e JOIN talk_room r ON r.room = e.room";

    /// <summary>Finds a room by its id.</summary>
    public static async Task<RoomName?> Find(DbConnection connection, string roomId) {
        // Whatever somebody wrote: PostgreSQL takes no text with a NUL in it, and does not say that it found nothing.
        if (!MatrixIds.IsRoomId(roomId)) return null;
        var row = await connection.QueryFirstOrDefaultAsync<RoomRow>(
            "SELECT room AS Room, version AS Version FROM talk_room WHERE room_id = @roomId", new { roomId });
        return row is null ? null : new(row.Room, roomId, RoomVersion.Find(row.Version)!);
    }

    /// <summary>How somebody stands in a room now: join, invite, leave, ban or knock; null when they never did.</summary>
    public static Task<string?> Membership(DbConnection connection, long room, string userId) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT membership FROM talk_member WHERE room = @room AND user_id = @userId", new { room, userId });

    /// <summary>The room, for somebody who is in it.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN: nobody outside learns whether there is such a room.</exception>
    public static async Task<RoomName> ForMember(DbConnection connection, string roomId, string userId) =>
        await Find(connection, roomId) is { } room && await Membership(connection, room.Number, userId) == "join"
            ? room : throw NotInRoom().Thrown();

    /// <summary>The room, for somebody who is or once was in it and has not forgotten it.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN.</exception>
    public static async Task<RoomName> ForPastMember(DbConnection connection, string roomId, string userId) {
        if (await Find(connection, roomId) is not { } room) throw NotInRoom().Thrown();
        var was = await connection.ExecuteScalarAsync<long>(
            """
            SELECT count(*) FROM talk_member m WHERE m.room = @room AND m.user_id = @userId AND m.forgotten = 0
                AND (m.membership = 'join' OR EXISTS (
                    SELECT 1 FROM talk_member_change c WHERE c.room = m.room AND c.user_id = m.user_id AND c.membership = 'join'))
            """, new { room = room.Number, userId });
        return was > 0 ? room : throw NotInRoom().Thrown();
    }

    /// <summary>The answer to whoever asks for a room they are not in.</summary>
    public static MatrixError NotInRoom() => MatrixError.Forbidden("You are not in this room.");

    /// <summary>One event of a room, or null.</summary>
    public static async Task<StoredEvent?> Event(DbConnection connection, long room, string eventId) =>
        First(await Load(connection, $"{Events} WHERE e.room = @room AND e.event_id = @eventId", new { room, eventId }));

    /// <summary>What somebody said about an event in one way and with events of one type.</summary>
    public static Task<IReadOnlyList<StoredEvent>> RelatingTo(DbConnection connection, long room, string eventId, string relType, string sender, string type) =>
        Load(connection, $"{Events} WHERE e.relates_to = @eventId AND e.room = @room AND e.rel_type = @relType AND e.sender = @sender AND e.type = @type",
            new { room, eventId, relType, sender, type });

    /// <summary>Events by their ids, in no order; those that are not there are left out.</summary>
    public static async Task<IReadOnlyList<StoredEvent>> EventsById(DbConnection connection, IReadOnlyCollection<string> eventIds) =>
        eventIds.Count == 0 ? [] : await Load(
            connection, $"{Events} WHERE {SqlText.In(connection, "e.event_id", "ids")}", new { ids = eventIds.Distinct().ToArray() });

    /// <summary>Events of a room after one position and up to another, newest first, at most <paramref name="limit"/>.</summary>
    public static Task<IReadOnlyList<StoredEvent>> Backwards(DbConnection connection, long room, long after, long upTo, int limit) =>
        Load(connection, $"{Events} WHERE e.room = @room AND e.pos > @after AND e.pos <= @upTo ORDER BY e.pos DESC LIMIT @limit",
            new { room, after, upTo, limit });

    /// <summary>Events of a room after one position and up to another, oldest first, at most <paramref name="limit"/>.</summary>
    public static Task<IReadOnlyList<StoredEvent>> Forwards(DbConnection connection, long room, long after, long upTo, int limit) =>
        Load(connection, $"{Events} WHERE e.room = @room AND e.pos > @after AND e.pos <= @upTo ORDER BY e.pos LIMIT @limit",
            new { room, after, upTo, limit });

    /// <summary>The state of a room just after a position; of one type only when <paramref name="type"/> says so.</summary>
    public static Task<IReadOnlyList<StoredEvent>> StateAt(DbConnection connection, long room, long position, string? type = null, string? stateKey = null) =>
        StateChanges(connection, room, after: -1, position, type, stateKey);

    /// <summary>The pieces of a room's state as it is now that have one of these types and no state key.</summary>
    public static Task<IReadOnlyList<StoredEvent>> StateOf(DbConnection connection, long room, string[] types) => Load(connection,
        $"""
        {Events}
        JOIN talk_state s ON s.event_pos = e.pos
        WHERE s.room = @room AND s.state_key = '' AND {SqlText.In(connection, "s.type", "types")} AND s.from_pos = (
            SELECT max(n.from_pos) FROM talk_state n WHERE n.room = s.room AND n.type = s.type AND n.state_key = s.state_key)
        """, new { room, types });

    /// <summary>A piece of a room's state as it is now, or null.</summary>
    public static async Task<StoredEvent?> StateEvent(DbConnection connection, long room, string type, string stateKey = "") =>
        First(await StateAt(connection, room, long.MaxValue, type, stateKey));

    /// <summary>The state events that were set after one position and still hold at another.</summary>
    public static Task<IReadOnlyList<StoredEvent>> StateChanges(
        DbConnection connection, long room, long after, long upTo, string? type = null, string? stateKey = null) =>
        Load(connection,
            $"""
            {Events}
            JOIN talk_state s ON s.event_pos = e.pos
            WHERE s.room = @room {(type is null ? "" : "AND s.type = @type")} {(stateKey is null ? "" : "AND s.state_key = @stateKey")}
                AND s.from_pos > @after AND s.from_pos = (
                    SELECT max(n.from_pos) FROM talk_state n
                    WHERE n.room = s.room AND n.type = s.type AND n.state_key = s.state_key AND n.from_pos <= @upTo)
            ORDER BY e.pos
            """, new { room, after, upTo, type, stateKey });

    private static async Task<IReadOnlyList<StoredEvent>> Load(DbConnection connection, string sql, object parameters) =>
        [.. (await connection.QueryAsync<Row>(sql, parameters)).Select(r => r.Event)];

    private static StoredEvent? First(IReadOnlyList<StoredEvent> events) => events.Count > 0 ? events[0] : null;

    private sealed record RoomRow(long Room, string Version);

    private sealed record Row(long Position, long Room, string EventId, string? RedactedBy, byte[] Bytes, string RoomId, string Version) {
        public StoredEvent Event => new(Position, Room, Pdu.Parse(RoomVersion.Find(Version)!, Bytes, RoomId, EventId), RedactedBy);
    }
}
