using System.Data.Common;
using Dapper;

namespace Teahouse.Talk.Rooms;

/// <summary>Which requests have been written: what makes a repeated transaction id give the same event.</summary>
internal static class WrittenRequests {
    /// <summary>The event that a request wrote, or null.</summary>
    public static Task<string?> EventIdOf(DbConnection connection, Request request) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            """
            SELECT e.event_id FROM talk_request q JOIN talk_event e ON e.pos = q.pos
            WHERE q.person = @person AND q.device_id = @device AND q.transaction_key = @key
            """,
            new { person = request.Person.Value, device = request.DeviceId, key = request.Key });

    /// <summary>The requests among the newest events of a room, oldest first, with the answer of each.</summary>
    public static async Task<IEnumerable<(Request Request, Outcome Answer)>> AmongNewest(DbConnection connection, long room) {
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT q.person AS Person, q.device_id AS DeviceId, q.transaction_key AS TransactionKey, e.event_id AS EventId, e.pos AS Position
            FROM (SELECT pos, event_id FROM talk_event WHERE room = @room ORDER BY pos DESC LIMIT @max) e JOIN talk_request q ON q.pos = e.pos
            ORDER BY e.pos
            """,
            new { room, max = TalkLimits.RoomRecentRequestsMax });
        return rows.Select(row => (new Request(new(row.Person), row.DeviceId, row.TransactionKey), Outcome.Said(row.EventId, row.Position)));
    }

    private sealed record Row(long Person, string DeviceId, string TransactionKey, string EventId, long Position);
}
