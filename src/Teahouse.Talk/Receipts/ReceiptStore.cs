using System.Data.Common;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Receipts;

/// <summary>Takes receipts. Each type and thread has one place per person and room, and it never moves backwards.</summary>
internal sealed class ReceiptStore(Database database, Inboxes inboxes, RoomBell bell, TimeProvider clock) {
    private const string Move =
        """
        INSERT INTO talk_receipt (room, user_id, person, receipt_type, thread_id, event_id, event_pos, ts, pos)
        VALUES (@room, @userId, @person, @type, @threadId, @eventId, @eventPos, @ts, @pos)
        ON CONFLICT (room, user_id, receipt_type, thread_id) DO UPDATE
        SET event_id = excluded.event_id, event_pos = excluded.event_pos, ts = excluded.ts, pos = excluded.pos
        WHERE talk_receipt.event_pos < excluded.event_pos
        """;

    /// <summary>Takes a person's receipts in a room; those that lie behind what is known change nothing.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN to who is not in the room, M_NOT_FOUND for an event that is not, M_INVALID_PARAM for another thread's.</exception>
    public async Task Post(Person person, string roomId, IReadOnlyCollection<Receipt> receipts, CancellationToken stop) {
        var (room, moves) = await database.Read(connection => Forward(connection, person, roomId, receipts), stop);
        if (moves.Count == 0) return;
        var ts = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try {
            await database.Write(new Write(moves.Count, first => moves.Select((move, i) => Statement.Do(Move,
                ("room", room), ("userId", person.UserId), ("person", person.Id.Value), ("type", move.Receipt.Type), ("threadId", move.Receipt.ThreadId),
                ("eventId", move.Receipt.EventId), ("eventPos", move.Position), ("ts", ts), ("pos", first + i)))) { Note = _ => new HappenedIn(room, person.Id) }, CancellationToken.None);
        } finally {
            if (moves.Exists(m => m.Receipt.Type == Receipt.Public)) await bell.Ring(room);
            else inboxes.Ring(person.Id);
        }
    }

    private static async Task<(long Room, List<(Receipt Receipt, long Position)> Moves)> Forward(
        DbConnection connection, Person person, string roomId, IReadOnlyCollection<Receipt> receipts) {
        var room = (await RoomReader.ForMember(connection, roomId, person.UserId)).Number;
        var moves = new List<(Receipt, long)>();
        foreach (var receipt in receipts) {
            var read = await EventThread.Find(connection, room, receipt.EventId) ?? throw MatrixError.NotFound("There is no such event in this room.").Thrown();
            if (!read.Allows(receipt.ThreadId)) throw MatrixError.InvalidParam("The event is not of this thread.").Thrown();
            if (await Place(connection, room, person.UserId, receipt) is not { } place || place < read.Position) moves.Add((receipt, read.Position));
        }
        return (room, moves);
    }

    private static Task<long?> Place(DbConnection connection, long room, string userId, Receipt receipt) =>
        connection.QuerySingleOrDefaultAsync<long?>(
            "SELECT event_pos FROM talk_receipt WHERE room = @room AND user_id = @userId AND receipt_type = @Type AND thread_id = @ThreadId",
            new { room, userId, receipt.Type, receipt.ThreadId });
}
