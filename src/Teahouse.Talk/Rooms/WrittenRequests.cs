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
}
