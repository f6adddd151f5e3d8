using System.Data.Common;
using Dapper;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Receipts;

/// <summary>An event of a room, and the thread that it belongs to (client-server API, "Threaded read receipts").</summary>
/// <param name="Position">The event's position.</param>
/// <param name="Thread">The root of the thread that it is in; null when it stands in the main timeline.</param>
/// <param name="Top">The event that it, by relations other than threads, leads to: itself when it relates to none.</param>
internal sealed record EventThread(long Position, string? Thread, string Top) {
    // Relations of relations: an edit of a reaction to a message of a thread.
    private const int HopsMax = 3;

    /// <summary>Finds the event; null when this room has none by that id.</summary>
    public static async Task<EventThread?> Find(DbConnection connection, long room, string eventId) {
        if (!MatrixIds.IsEventId(eventId) || await Row(connection, room, eventId) is not { } first) return null;
        var (at, id) = (first, eventId);
        for (var hops = 0; hops <= HopsMax && at.RelatesTo is { } parent; hops++) {
            if (at.RelType == "m.thread") return new(first.Pos, parent, parent);
            id = parent;
            if (await Row(connection, room, parent) is not { } next) break;
            at = next;
        }
        return new(first.Pos, null, id);
    }

    /// <summary>Whether a receipt for a thread may name this event. A root can be read in its thread as well as in the main timeline.</summary>
    public bool Allows(string threadId) => threadId switch {
        Receipt.Unthreaded => true,
        Receipt.MainThread => Thread is null,
        _ => threadId == Thread || threadId == Top,
    };

    private static Task<Relation?> Row(DbConnection connection, long room, string eventId) =>
        connection.QuerySingleOrDefaultAsync<Relation?>(
            $"""
            SELECT pos AS Pos, relates_to AS RelatesTo, rel_type AS RelType
            FROM talk_event WHERE event_id = @eventId AND room = @room AND (flags & {OutsideTimeline}) = 0
            """, new { room, eventId });

    // Outliers, rejected and soft-failed events: see the migration of talk_event.
    private const int OutsideTimeline = 2 | 4 | 8;

    private sealed record Relation(long Pos, string? RelatesTo, string? RelType);
}
