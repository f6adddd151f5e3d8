using System.Buffers;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>
/// Turns stored events into the form that clients read, with all that stands under <c>unsigned</c>: age, the reader's own
/// transaction id, what a state event replaced, why it is redacted, the reader's membership then, and what relates to it.
/// </summary>
internal static class EventRenderer {
    /// <summary>Renders events of one room for one reader, in the order in which they are given.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="reader">Who will read it.</param>
    /// <param name="events">Events that the reader may see, all of one room.</param>
    /// <param name="now">For their age.</param>
    /// <param name="withRoomId">Whether each names its room; in /sync they do not.</param>
    /// <param name="known">What need not be read.</param>
    public static async Task<IReadOnlyList<byte[]>> Render(
        DbConnection connection, Person reader, IReadOnlyList<StoredEvent> events, DateTimeOffset now, bool withRoomId, Known? known = null) {
        if (events.Count == 0) return [];
        var surroundings = new Surroundings(
            now.ToUnixTimeMilliseconds(),
            await Redactions(connection, events),
            known?.Replaced is { } replaced ? replaced.Where(r => r.Value is not null).ToDictionary(r => r.Key, r => r.Value!) : await Replaced(connection, events),
            known?.Transactions ?? await Transactions(connection, reader, events),
            known?.Memberships ?? await MembershipHistory.Of(connection, events[0].Room, reader.UserId),
            known is { NothingRelates: true } ? Aggregations.None : await Aggregations.Of(connection, reader, events, related => Render(connection, reader, related, now, withRoomId)));
        return [.. events.Select(e => Render(e, surroundings, withRoomId))];
    }

    /// <summary>What a caller knows of the events.</summary>
    /// <param name="Memberships">How the reader stood in the room.</param>
    /// <param name="NothingRelates">Whether it is certain that no other event relates to them.</param>
    public sealed record Known(MembershipHistory Memberships, bool NothingRelates) {
        /// <summary>By which transactions the reader's device said them, by position; null when that must be read.</summary>
        public IReadOnlyDictionary<long, string>? Transactions { get; init; }

        /// <summary>What each state event replaced, by position; null when that must be read.</summary>
        public IReadOnlyDictionary<long, Pdu?>? Replaced { get; init; }
    }

    private static byte[] Render(StoredEvent stored, Surroundings around, bool withRoomId) {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) {
            ClientEvent.Write(json, stored.Pdu, withRoomId, unsigned => WriteUnsigned(unsigned, stored, around));
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteUnsigned(Utf8JsonWriter json, StoredEvent stored, Surroundings around) {
        json.WriteNumber("age", Math.Max(0, around.Now - stored.Pdu.OriginServerTs));
        if (around.Memberships.At(stored.Position) is { } membership) json.WriteString("membership", membership);
        if (around.Transactions.TryGetValue(stored.Position, out var transaction)) json.WriteString("transaction_id", transaction);
        if (around.Replaced.TryGetValue(stored.Position, out var before)) {
            json.WriteString("replaces_state", before.EventId);
            json.WritePropertyName("prev_content");
            before.Content.WriteTo(json);
            json.WriteString("prev_sender", before.Sender);
        }
        if (stored.RedactedBy is { } redaction && around.Redactions.TryGetValue(redaction, out var because)) {
            json.WritePropertyName("redacted_because");
            ClientEvent.Write(json, because, withRoomId: true, unsigned: null);
        }
        around.Aggregations.Write(json, stored);
    }

    private static async Task<Dictionary<string, Pdu>> Redactions(DbConnection connection, IReadOnlyList<StoredEvent> events) {
        var ids = events.Where(e => e.RedactedBy is not null).Select(e => e.RedactedBy!).ToArray();
        if (ids.Length == 0) return [];
        return (await RoomReader.EventsById(connection, ids)).ToDictionary(e => e.Pdu.EventId, e => e.Pdu, StringComparer.Ordinal);
    }

    /// <summary>For each state event, the state event of the same key that held before it.</summary>
    public static async Task<Dictionary<long, Pdu>> Replaced(DbConnection connection, IReadOnlyList<StoredEvent> events) {
        var positions = events.Where(e => e.Pdu.IsState).Select(e => e.Position).ToArray();
        if (positions.Length == 0) return [];
        var rows = await connection.QueryAsync<ReplacedRow>(
            $"""
            SELECT s.from_pos AS Position, e.event_id AS EventId
            FROM talk_state s JOIN talk_state b ON b.room = s.room AND b.type = s.type AND b.state_key = s.state_key
            JOIN talk_event e ON e.pos = b.event_pos
            WHERE s.room = @room AND {SqlText.In(connection, "s.from_pos", "positions")} AND b.from_pos = (
                SELECT max(n.from_pos) FROM talk_state n
                WHERE n.room = s.room AND n.type = s.type AND n.state_key = s.state_key AND n.from_pos < s.from_pos)
            """, new { room = events[0].Room, positions });
        var before = rows.ToArray();
        var found = (await RoomReader.EventsById(connection, [.. before.Select(b => b.EventId)]))
            .ToDictionary(e => e.Pdu.EventId, e => e.Pdu, StringComparer.Ordinal);
        return before.ToDictionary(b => b.Position, b => found[b.EventId]);
    }

    // The plus sign: the few are found by their places. Left to itself SQLite goes through all that the device said lately.
    private static async Task<Dictionary<long, string>> Transactions(
        DbConnection connection, Person reader, IReadOnlyList<StoredEvent> events) {
        var positions = events.Where(e => !e.Pdu.IsState && e.Pdu.Sender == reader.UserId).Select(e => e.Position).ToArray();
        if (positions.Length == 0) return [];
        var rows = await connection.QueryAsync<TransactionRow>(
            $"""
            SELECT pos AS Position, transaction_key AS TransactionKey FROM talk_request
            WHERE {SqlText.In(connection, "pos", "positions")} AND +person = @person AND device_id = @device
            """, new { positions, person = reader.Id.Value, device = reader.DeviceId });
        return rows.ToDictionary(r => r.Position, r => TransactionKey.TransactionIdOf(r.TransactionKey));
    }

    private sealed record ReplacedRow(long Position, string EventId);

    private sealed record TransactionRow(long Position, string TransactionKey);

    private sealed record Surroundings(
        long Now,
        Dictionary<string, Pdu> Redactions,
        Dictionary<long, Pdu> Replaced,
        IReadOnlyDictionary<long, string> Transactions,
        MembershipHistory Memberships,
        Aggregations Aggregations);
}
