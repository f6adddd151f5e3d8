using System.Data.Common;
using Dapper;

namespace Teahouse.Talk.Rooms;

/// <summary>Which requests have been written: what makes a repeated transaction id give the same event.</summary>
internal static class WrittenRequests {
    /// <summary>The event that a request wrote, or null.</summary>
    public static Task<string?> EventIdOf(DbConnection connection, Request request) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT event_id FROM talk_transaction WHERE person = @person AND device_id = @device AND transaction_key = @key",
            new { person = request.Person.Value, device = request.DeviceId, key = request.Key });
}
