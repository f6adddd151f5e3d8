using System.Data.Common;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>A room as one person stands in it.</summary>
/// <param name="Name">The room.</param>
/// <param name="Membership">How the person stands in it.</param>
/// <param name="ChangedAt">The position at which that was last said.</param>
internal sealed record PersonRoom(RoomName Name, string Membership, long ChangedAt);

/// <summary>Where a person is, was and is asked to come.</summary>
internal static class PersonRooms {
    /// <summary>All rooms that a person ever had to do with.</summary>
    public static async Task<IReadOnlyList<PersonRoom>> Of(DbConnection connection, PersonId person) {
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT m.room AS Room, r.room_id AS RoomId, r.version AS Version, m.membership AS Membership, m.event_pos AS ChangedAt
            FROM talk_member m JOIN talk_room r ON r.room = m.room WHERE m.person = @person ORDER BY m.room
            """, new { person = person.Value });
        return [.. rows.Select(r => new PersonRoom(
            new(r.Room, r.RoomId, RoomVersion.Find(r.Version)!), r.Membership, r.ChangedAt))];
    }

    /// <summary>The rooms that a person joined after one position and up to another.</summary>
    public static async Task<IReadOnlySet<long>> Joined(DbConnection connection, PersonId person, long since, long until) =>
        (await connection.QueryAsync<long>(
            "SELECT DISTINCT room FROM talk_member_change WHERE person = @person AND pos > @since AND pos <= @until AND membership = 'join'",
            new { person = person.Value, since, until })).ToHashSet();

    /// <summary>How a person stood at a position in those rooms in which that changed afterwards; null for not at all.</summary>
    public static async Task<IReadOnlyDictionary<long, string?>> MembershipsBefore(DbConnection connection, PersonId person, long position) =>
        (await connection.QueryAsync<(long Room, string? Membership)>(
            """
            SELECT c.room, c.previous FROM talk_member_change c WHERE c.pos IN (
                SELECT min(pos) FROM talk_member_change WHERE person = @person AND pos > @position GROUP BY room)
            """, new { person = person.Value, position })).ToDictionary(r => r.Room, r => r.Membership);

    /// <summary>The rooms that a person is in and in which something was said after a position.</summary>
    public static async Task<IReadOnlySet<long>> ActiveSince(DbConnection connection, PersonId person, long since) =>
        (await connection.QueryAsync<long>(
            """
            SELECT m.room FROM talk_member m WHERE m.person = @person AND m.membership = 'join'
                AND EXISTS (SELECT 1 FROM talk_event e WHERE e.room = m.room AND e.pos > @since)
            """, new { person = person.Value, since })).ToHashSet();

    /// <summary>The rooms that a person left and wants to hear no more of.</summary>
    public static async Task<IReadOnlySet<long>> Forgotten(DbConnection connection, PersonId person) =>
        (await connection.QueryAsync<long>("SELECT room FROM talk_member WHERE person = @person AND forgotten = 1", new { person = person.Value })).ToHashSet();

    private sealed record Row(long Room, string RoomId, string Version, string Membership, long ChangedAt);
}
