using System.Data.Common;
using Dapper;
using Teahouse.People;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>
/// All that was said in a stretch in the rooms that a person is in, when it is little. A sync that has it knows what changed in
/// each room without asking.
/// </summary>
internal sealed class FreshEvents {
    private const string Columns = "SELECT e.pos AS Position, e.room AS Room, e.event_id AS EventId, e.redacted_by AS RedactedBy, e.pdu AS Bytes";
    private const string Order = "ORDER BY +e.pos DESC LIMIT @limit";

    // From the shorter side: each room is asked for its end, or each event for whether the person is where it was said. CROSS JOIN and
    // the plus signs hold a database to that.
    private const string ByRooms =
        $"""
        {Columns} FROM talk_member m CROSS JOIN talk_event e
        WHERE m.person = @person AND m.membership = 'join' AND e.room = m.room AND e.pos > @since AND e.pos <= @until {Order}
        """;

    private const string ByEvents =
        $"""
        {Columns} FROM talk_event e CROSS JOIN talk_member m
        WHERE e.pos > @since AND e.pos <= @until AND m.room = +e.room AND m.user_id = @userId AND m.membership = 'join' {Order}
        """;

    private readonly Dictionary<long, List<StoredEvent>> rooms;

    private FreshEvents(Dictionary<long, List<StoredEvent>> rooms, Dictionary<long, string>? transactions) =>
        (this.rooms, Transactions) = (rooms, transactions);

    /// <summary>The transaction ids by which the reader's own device said them, by position; null when they must be read.</summary>
    public IReadOnlyDictionary<long, string>? Transactions { get; }

    /// <summary>The rooms in which something was said.</summary>
    public IEnumerable<long> Rooms => rooms.Keys;

    /// <summary>What was said in a room, newest first.</summary>
    public IReadOnlyList<StoredEvent> In(long room) => rooms.GetValueOrDefault(room) ?? [];

    /// <summary>Reads what was said in a sync's window; null when it is more than <see cref="TalkLimits.FreshEventsMax"/>.</summary>
    public static async Task<FreshEvents?> Read(DbConnection connection, SyncWindow window, KnownPerson known) {
        var sql = window.Until - window.Since < known.Joined.Count ? ByEvents : ByRooms;
        var rows = (await connection.QueryAsync<Row>(sql, new {
            person = window.Person.Id.Value, userId = window.Person.UserId, since = window.Since, until = window.Until, limit = TalkLimits.FreshEventsMax + 1,
        })).AsList();
        if (rows.Count > TalkLimits.FreshEventsMax) return null;
        var rooms = new Dictionary<long, List<StoredEvent>>();
        foreach (var row in rows) {
            if (!rooms.TryGetValue(row.Room, out var events)) rooms[row.Room] = events = [];
            events.Add(row.In(known.Rooms[row.Room].Name));
        }
        return new(rooms, null);
    }

    /// <summary>What was said among all that happened in a stretch; null when more than that concerns the reader, or it is too much.</summary>
    /// <param name="happened">All of it, oldest first.</param>
    /// <param name="reader">Who syncs.</param>
    /// <param name="known">What is known of them.</param>
    public static FreshEvents? Among(IReadOnlyList<object> happened, Person reader, KnownPerson known) {
        var (rooms, transactions, count) = (new Dictionary<long, List<StoredEvent>>(), new Dictionary<long, string>(), 0);
        foreach (var happening in happened.Cast<Happening>().Reverse()) {
            if (!happening.Concerns(known, reader.Id)) continue;
            if (happening is not Said said || ++count > TalkLimits.FreshEventsMax) return null;
            if (!rooms.TryGetValue(said.Room, out var events)) rooms[said.Room] = events = [];
            events.Add(new(said.Position, said.Room, said.Pdu, RedactedBy: null));
            if (said.Once is { } once && once.Person == reader.Id && once.DeviceId == reader.DeviceId) {
                transactions[said.Position] = TransactionKey.TransactionIdOf(once.Key);
            }
        }
        return new(rooms, transactions);
    }

    private sealed record Row(long Position, long Room, string EventId, string? RedactedBy, byte[] Bytes) {
        public StoredEvent In(RoomName room) => new(Position, Room, Pdu.Parse(room.Version, Bytes, room.RoomId, EventId), RedactedBy);
    }
}
