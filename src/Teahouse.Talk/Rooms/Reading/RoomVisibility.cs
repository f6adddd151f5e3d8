using System.Data.Common;
using Dapper;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>Which events of one room one person may see.</summary>
internal sealed class RoomVisibility {
    private readonly (long Position, string Visibility)[] changes;
    private readonly MembershipHistory membership;

    private RoomVisibility((long, string)[] changes, MembershipHistory membership) => (this.changes, this.membership) = (changes, membership);

    /// <summary>How the person stood in the room.</summary>
    public MembershipHistory Membership => membership;

    /// <summary>Reads what counts for a person in a room.</summary>
    public static async Task<RoomVisibility> Of(DbConnection connection, RoomName room, string userId) {
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT s.from_pos AS Position, e.pdu AS Bytes FROM talk_state s JOIN talk_event e ON e.pos = s.event_pos
            WHERE s.room = @Number AND s.type = 'm.room.history_visibility' AND s.state_key = '' ORDER BY s.from_pos
            """, new { room.Number });
        return new(
            [.. rows.Select(r => (r.Position, HistoryVisibility.Of(Pdu.Parse(room.Version, r.Bytes, room.RoomId))))],
            await MembershipHistory.Of(connection, room.Number, userId));
    }

    /// <summary>Whether the person may see the event at a position. What was done to themselves they always may.</summary>
    public bool Allows(long position) => membership.ChangedAt(position) || HistoryVisibility.MaySee(
        before: MomentAfter(position - 1), after: MomentAfter(position), joinedLater: membership.JoinedAfter(position));

    /// <summary>The events of a list that the person may see.</summary>
    public IEnumerable<StoredEvent> Of(IEnumerable<StoredEvent> events) => events.Where(e => Allows(e.Position));

    private HistoryVisibility.Moment MomentAfter(long position) => new(VisibilityAfter(position), membership.At(position));

    private string VisibilityAfter(long position) {
        var last = HistoryVisibility.Shared;
        foreach (var change in changes) {
            if (change.Position > position) break;
            last = change.Visibility;
        }
        return last;
    }

    private sealed record Row(long Position, byte[] Bytes);
}
