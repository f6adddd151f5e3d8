using System.Data.Common;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>The newest events of a room after a place, as one person may see and wants to hear them.</summary>
/// <param name="Events">Oldest first.</param>
/// <param name="Limited">Whether there is more between the place and the first of them.</param>
/// <param name="Start">The place just before the first of them.</param>
internal sealed record RoomTimeline(IReadOnlyList<StoredEvent> Events, bool Limited, long Start) {
    /// <summary>Reads a timeline.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="room">The room.</param>
    /// <param name="visibility">What the person may see in it.</param>
    /// <param name="since">The place that the client has.</param>
    /// <param name="upTo">The last position that counts.</param>
    /// <param name="filter">What the client wants.</param>
    /// <param name="ignored">Whom the person ignores: their messages are left out, what they change in the room is not.</param>
    /// <param name="all">All events after the place, newest first; null when they must be read.</param>
    public static async Task<RoomTimeline> Read(
        DbConnection connection, RoomName room, RoomVisibility visibility, long since, long upTo, EventFilter filter,
        IReadOnlySet<string> ignored, IReadOnlyList<StoredEvent>? all) {
        var wanted = new List<StoredEvent>();
        var (before, scanned) = (upTo, 0);
        while (scanned < TalkLimits.TimelineScanMax) {
            var page = all ?? await RoomReader.Backwards(connection, room.Number, since, before, filter.Limit + 1);
            foreach (var stored in page) {
                // Not behind what is hidden: what was set there is told as state before the timeline.
                if (!visibility.Allows(stored.Position)) return Of(wanted, limited: true, stored.Position);
                if (!IsWanted(stored, filter, ignored)) continue;
                if (wanted.Count == filter.Limit) return Of(wanted, limited: true, wanted[^1].Position - 1);
                wanted.Add(stored);
            }
            if (all is not null || page.Count <= filter.Limit) return Of(wanted, limited: false, since);
            before = page[^1].Position - 1;
            scanned += page.Count;
        }
        return Of(wanted, limited: true, before);
    }

    private static RoomTimeline Of(List<StoredEvent> newestFirst, bool limited, long start) => new([.. newestFirst.AsEnumerable().Reverse()], limited, start);

    private static bool IsWanted(StoredEvent stored, EventFilter filter, IReadOnlySet<string> ignored) =>
        (stored.Pdu.IsState || !ignored.Contains(stored.Pdu.Sender)) && filter.Allows(ClientEvent.Json(stored.Pdu), stored.Pdu.RoomId);
}
