using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace Teahouse.Talk.Receipts;

/// <summary>The content of m.fully_read: a receipt that only the person sees, as account data of the room.</summary>
internal static class FullyRead {
    /// <summary>Up to which event.</summary>
    public static string At(string eventId) => JsonSerializer.Serialize(new { event_id = eventId });

    /// <summary>Where somebody's marker stands in a room; null when it never was set.</summary>
    public static async Task<string?> Content(DbConnection connection, long room, string userId) =>
        await connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT event_id FROM talk_receipt WHERE room = @room AND user_id = @userId AND receipt_type = @type AND thread_id = @thread",
            new { room, userId, type = Receipt.FullyReadMarker, thread = Receipt.Unthreaded }) is { } eventId ? At(eventId) : null;
}
