using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>The rooms that their people have put into the house's list, the largest first.</summary>
internal static class PublishedRooms {
    /// <summary>Puts a room into the list.</summary>
    public static Statement Publish(long room) => Statement.Do("INSERT INTO talk_published (room) VALUES (@room) ON CONFLICT (room) DO NOTHING", ("room", room));

    /// <summary>Takes it out.</summary>
    public static Statement Withdraw(long room) => Statement.Do("DELETE FROM talk_published WHERE room = @room", ("room", room));

    /// <summary>Whether a room is in the list.</summary>
    public static async Task<bool> Include(DbConnection connection, long room) =>
        await connection.QueryFirstOrDefaultAsync<long?>("SELECT room FROM talk_published WHERE room = @room", new { room }) is not null;

    /// <summary>The whole list.</summary>
    public static async Task<IReadOnlyList<RoomName>> All(DbConnection connection) => [.. (await connection.QueryAsync<Row>(
        """
        SELECT p.room AS Room, r.room_id AS RoomId, r.version AS Version FROM talk_published p JOIN talk_room r ON r.room = p.room
        ORDER BY (SELECT count(*) FROM talk_member m WHERE m.room = p.room AND m.membership = 'join') DESC, p.room
        """)).Select(r => new RoomName(r.Room, r.RoomId, RoomVersion.Find(r.Version)!))];

    /// <summary>Those of the list, the newest <see cref="TalkLimits.PublishedScanRooms"/>, that anybody may come into or read.</summary>
    public static async Task<long[]> OpenToAll(DbConnection connection) => [.. (await connection.QueryAsync<RuleRow>(
        """
        SELECT s.room AS Room, e.pdu AS Pdu FROM (SELECT room FROM talk_published ORDER BY room DESC LIMIT @max) p
        JOIN talk_state s ON s.room = p.room JOIN talk_event e ON e.pos = s.event_pos
        WHERE s.state_key = '' AND s.type IN ('m.room.join_rules', 'm.room.history_visibility') AND s.from_pos = (
            SELECT max(n.from_pos) FROM talk_state n WHERE n.room = s.room AND n.type = s.type AND n.state_key = s.state_key)
        """, new { max = TalkLimits.PublishedScanRooms })).Where(r => r.LetsAllIn).Select(r => r.Room).Distinct()];

    private sealed record RuleRow(long Room, byte[] Pdu) {
        public bool LetsAllIn => JsonElement.Parse(Pdu).OptionalObject("content") is { } content
            && (Is(content, "join_rule", "public") || Is(content, "history_visibility", "world_readable"));

        private static bool Is(JsonElement content, string name, string value) =>
            content.TryGetProperty(name, out var said) && said.ValueKind == JsonValueKind.String && said.ValueEquals(value);
    }

    private sealed record Row(long Room, string RoomId, string Version);
}
