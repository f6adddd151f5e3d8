using System.Data.Common;
using Dapper;
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

    private sealed record Row(long Room, string RoomId, string Version);
}
