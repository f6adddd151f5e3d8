using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Receipts;

/// <summary>Receipts in a sync: everybody's public ones, the person's own private ones, and their read markers.</summary>
internal sealed class ReceiptsInSync : ISyncPart {
    private const string Columns =
        """
        SELECT c.room AS Room, c.user_id AS UserId, c.person AS Person, c.receipt_type AS Type, c.thread_id AS ThreadId, c.event_id AS EventId, c.ts AS Ts
        FROM talk_receipt c
        """;

    private const string Told = $"c.pos > @since AND c.pos <= @until AND (c.receipt_type = '{Receipt.Public}' OR c.person = @person)";

    private const string OfAllRooms =
        $"{Columns} JOIN talk_member m ON m.room = c.room WHERE m.person = @person AND m.membership = 'join' AND {Told} ORDER BY c.pos";

    private const string OfOneRoom = $"{Columns} WHERE c.room = @room AND {Told} ORDER BY c.pos";

    /// <inheritdoc/>
    public string? Probe =>
        """
        EXISTS (SELECT 1 FROM talk_receipt c WHERE c.pos > @since AND EXISTS (
            SELECT 1 FROM talk_member m WHERE m.room = c.room AND m.user_id = @userId AND m.membership = 'join'))
        """;

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var person = window.Person.Id.Value;
        var rows = (await connection.QueryAsync<Row>(OfAllRooms, new { person, since = window.Since, until = window.Until }))
            .Where(r => window.Joined.ContainsKey(r.Room) && window.SinceIn(r.Room) == window.Since).ToList();
        if (!window.IsInitial) {
            foreach (var room in window.NewlyJoined.Where(window.Joined.ContainsKey)) {
                rows.AddRange(await connection.QueryAsync<Row>(OfOneRoom, new { person, room, since = 0, until = window.Until }));
            }
        }
        foreach (var room in rows.Where(r => !window.Ignored.Contains(r.UserId)).GroupBy(r => r.Room)) Tell(room, window, answer.Room(room.Key));
    }

    private static void Tell(IGrouping<long, Row> receipts, SyncWindow window, SyncRoom room) {
        var roomId = window.Joined[receipts.Key];
        foreach (var marker in receipts.Where(r => r.Type == Receipt.FullyReadMarker)) {
            room.AccountData.AddIfAllowed(SyncEvent.Of(Receipt.FullyReadMarker, FullyRead.At(marker.EventId)), window.Filter.RoomAccountData, roomId);
        }
        var seen = receipts.Where(r => r.Type != Receipt.FullyReadMarker).ToList();
        if (seen.Exists(r => r.Person == window.Person.Id.Value)) room.CountsChanged = true;
        // One event per thread: in one event somebody could not have read the same message in two.
        foreach (var thread in seen.GroupBy(r => r.ThreadId)) {
            room.Ephemeral.AddIfAllowed(SyncEvent.Of("m.receipt", json => Write(json, thread)), window.Filter.Ephemeral, roomId);
        }
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<Row> receipts) {
        json.WriteStartObject();
        foreach (var read in receipts.GroupBy(r => r.EventId)) {
            json.WriteStartObject(read.Key);
            foreach (var type in read.GroupBy(r => r.Type)) {
                json.WriteStartObject(type.Key);
                foreach (var receipt in type) receipt.Write(json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private sealed record Row(long Room, string UserId, long? Person, string Type, string ThreadId, string EventId, long Ts) {
        public void Write(Utf8JsonWriter json) {
            json.WriteStartObject(UserId);
            json.WriteNumber("ts", Ts);
            if (ThreadId != Receipt.Unthreaded) json.WriteString("thread_id", ThreadId);
            json.WriteEndObject();
        }
    }
}
