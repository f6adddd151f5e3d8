using System.Data.Common;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Talk.Receipts;

/// <summary>How far a person has read a room, by positions of events.</summary>
/// <param name="Unthreaded">Up to here whatever the thread; 0 for not at all.</param>
/// <param name="Threads">Up to where in each thread that has receipts of its own: by the root's event id, or <c>main</c>.</param>
internal sealed record ReadPosition(long Unthreaded, IReadOnlyDictionary<string, long> Threads) {
    /// <summary>Whether two say the same; null says that nothing was read.</summary>
    public static bool AreSame(ReadPosition? one, ReadPosition? other) =>
        one is null || other is null ? one == other
        : one.Unthreaded == other.Unthreaded && one.Threads.Count == other.Threads.Count
            && one.Threads.All(t => other.Threads.TryGetValue(t.Key, out var position) && position == t.Value);
}

/// <summary>Reads how far a person has read: the newest of their public and private receipts counts.</summary>
internal static class ReadPositions {
    /// <summary>By room number; rooms without any receipt are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, ReadPosition>> Read(DbConnection connection, PersonId person, IReadOnlyCollection<long> rooms) {
        var rows = await connection.QueryAsync<Row>(
            $"""
            SELECT room AS Room, thread_id AS ThreadId, max(event_pos) AS Position FROM talk_receipt
            WHERE person = @person AND receipt_type IN ('{Receipt.Public}', '{Receipt.Private}') AND {SqlText.In(connection, "room", "rooms")}
            GROUP BY room, thread_id
            """, new { person = person.Value, rooms = rooms.ToArray() });
        return rows.GroupBy(r => r.Room).ToDictionary(r => r.Key, Of);
    }

    private static ReadPosition Of(IEnumerable<Row> room) {
        var places = room.ToDictionary(r => r.ThreadId, r => r.Position, StringComparer.Ordinal);
        places.Remove(Receipt.Unthreaded, out var unthreaded);
        return new(unthreaded, places);
    }

    // By properties: of an empty answer SQLite cannot say which type a max() has, and a constructor would not fit.
    private sealed record Row {
        public long Room { get; init; }

        public string ThreadId { get; init; } = "";

        public long Position { get; init; }
    }
}
