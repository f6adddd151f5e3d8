using System.Data.Common;
using Teahouse.Talk.Events;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>One page of events.</summary>
/// <param name="Events">In the order in which they were read.</param>
/// <param name="Next">The place at which the next page begins; null when there is no more.</param>
internal sealed record EventPage(IReadOnlyList<StoredEvent> Events, long? Next) {
    /// <summary>Reads a page of a room's timeline.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="view">The room as the reader may see it.</param>
    /// <param name="paging">Which page.</param>
    /// <param name="filter">Which events the reader wants.</param>
    public static Task<EventPage> OfTimeline(DbConnection connection, RoomView view, Paging paging, EventFilter filter) => Fill(
        paging,
        (place, count) => paging.Backwards
            ? RoomReader.Backwards(connection, view.Room.Number, after: paging.To, upTo: place, count)
            : RoomReader.Forwards(connection, view.Room.Number, after: place, upTo: paging.To, count),
        stored => view.Shows(stored) && filter.Allows(ClientEvent.Json(stored.Pdu), view.Room.RoomId));

    /// <summary>Fills a page with the wanted ones of what is read. What is not wanted is passed over, but not without end: then
    /// the page is shorter and the next begins where this one gave up.</summary>
    /// <param name="paging">Where to begin, and how many events are wanted.</param>
    /// <param name="read">Reads, from a place on, up to so many events in the direction of the page.</param>
    /// <param name="isWanted">Whether an event belongs on the page.</param>
    public static async Task<EventPage> Fill(
        Paging paging, Func<long, int, Task<IReadOnlyList<StoredEvent>>> read, Func<StoredEvent, bool> isWanted) {
        var events = new List<StoredEvent>();
        var (place, scanned) = (paging.From, 0);
        while (scanned < TalkLimits.TimelineScanMax) {
            var count = scanned == 0 ? paging.Limit + 1 : TalkLimits.TimelineEventsMax;
            var batch = await read(place, count);
            foreach (var stored in batch) {
                if (isWanted(stored)) {
                    if (events.Count == paging.Limit) return new(events, place);
                    events.Add(stored);
                }
                place = paging.Backwards ? stored.Position - 1 : stored.Position;
            }
            if (batch.Count < count) return new(events, null);
            scanned += batch.Count;
        }
        return new(events, place);
    }
}
