using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Directory;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms;

/// <summary>An event on its way to disk, with what its rows need.</summary>
/// <param name="Pdu">The event.</param>
/// <param name="Previous">Of a membership: the one before; null for none.</param>
/// <param name="Target">Of a membership: whose, when they are at home here.</param>
/// <param name="Redacted">Of a redaction: what is left of the event that it redacts.</param>
internal sealed record Placed(Pdu Pdu, string? Previous, PersonId? Target, Pdu? Redacted);

/// <summary>Composes the rows of events. Each event takes one position.</summary>
internal static class RoomWrite {
    /// <summary>Which statement is refused when the same request was written before.</summary>
    public const int OnceStatement = 0;

    /// <summary>Which statement of a new room is refused when its alias names another.</summary>
    public const int AliasStatement = 0;

    /// <summary>The write of one event into a room that exists.</summary>
    /// <param name="room">The room's number.</param>
    /// <param name="basedOn">How many events the room had when this one was decided; otherwise the write is refused.</param>
    /// <param name="placed">The event.</param>
    /// <param name="once">The request that says it.</param>
    /// <param name="at">Milliseconds since 1970.</param>
    public static Write Say(long room, long basedOn, Placed placed, Request? once, long at) =>
        new(positions: 1, position => [
            .. Once(once, position, at),
            Statement.Claim("UPDATE talk_room SET events = events + 1, ends = @ends WHERE room = @room AND events = @basedOn",
                ("ends", placed.Pdu.EventId), ("room", room), ("basedOn", basedOn)),
            .. Rows(room, position, placed),
        ]) { Note = position => Noted(room, position, placed, once) };

    /// <summary>A write that changes nothing, and is refused when the room had another number of events.</summary>
    public static Write Unchanged(long room, long basedOn) => new(Statement.Claim(
        "UPDATE talk_room SET events = events WHERE room = @room AND events = @basedOn", ("room", room), ("basedOn", basedOn)));

    /// <summary>The write of a new room, whose number is the position of its create event.</summary>
    public static Write Create(RoomPlan plan, string roomId, RoomVersion version, IReadOnlyList<Placed> events, long at) =>
        new(events.Count, first => [
            .. Alias(plan.Alias, first, plan.Creator, at),
            Statement.Do("INSERT INTO talk_room (room, room_id, version, events, ends) VALUES (@room, @roomId, @version, @events, @ends)",
                ("room", first), ("roomId", roomId), ("version", version.Name), ("events", (long)events.Count), ("ends", events[^1].Pdu.EventId)),
            .. events.SelectMany((e, i) => Rows(first, first + i, e)),
            .. plan.IsPublished ? new[] { PublishedRooms.Publish(first) } : [],
        ]);

    private static Happening Noted(long room, long position, Placed placed, Request? once) =>
        placed.Pdu.IsState || placed.Redacted is not null || placed.Pdu.Type == EventTypes.Redaction
            ? new HappenedIn(room, placed.Target) : new Said(position, room, placed.Pdu, once);

    private static IEnumerable<Statement> Once(Request? once, long position, long at) {
        if (once is null) yield break;
        yield return Statement.Do(
            "INSERT INTO talk_request (pos, person, device_id, transaction_key, at) VALUES (@pos, @person, @device, @key, @at)",
            ("pos", position), ("person", once.Person.Value), ("device", once.DeviceId), ("key", once.Key), ("at", at));
    }

    private static IEnumerable<Statement> Alias(string? alias, long room, PersonId creator, long at) {
        if (alias is null) yield break;
        yield return Statement.Do("INSERT INTO talk_alias (alias, room, creator, at) VALUES (@alias, @room, @creator, @at)",
            ("alias", alias), ("room", room), ("creator", creator.Value), ("at", at));
    }

    private static IEnumerable<Statement> Rows(long room, long position, Placed placed) {
        var pdu = placed.Pdu;
        var (relatesTo, relType) = Relations.Of(pdu.Content);
        yield return Statement.Do(
            """
            INSERT INTO talk_event (pos, room, event_id, type, state_key, sender, depth, ts, flags, relates_to, rel_type, redacted_by, pdu)
            VALUES (@pos, @room, @eventId, @type, @stateKey, @sender, @depth, @ts, 0, @relatesTo, @relType, NULL, @pdu)
            """,
            ("pos", position), ("room", room), ("eventId", pdu.EventId), ("type", pdu.Type), ("stateKey", pdu.StateKey), ("sender", pdu.Sender),
            ("depth", pdu.Depth), ("ts", pdu.OriginServerTs), ("relatesTo", relatesTo), ("relType", relType), ("pdu", pdu.Bytes));
        if (pdu.IsState) yield return State(room, position, pdu);
        if (pdu.Type == EventTypes.Member) {
            foreach (var row in Member(room, position, placed)) yield return row;
        }
        if (placed.Redacted is { } redacted) yield return Redact(redacted, pdu.EventId);
    }

    private static Statement State(long room, long position, Pdu pdu) => Statement.Do(
        "INSERT INTO talk_state (room, type, state_key, from_pos, event_pos) VALUES (@room, @type, @stateKey, @pos, @pos)",
        ("room", room), ("type", pdu.Type), ("stateKey", pdu.StateKey), ("pos", position));

    private static IEnumerable<Statement> Member(long room, long position, Placed placed) {
        var (userId, membership) = (placed.Pdu.StateKey!, placed.Pdu.Membership!);
        yield return Statement.Do(
            """
            INSERT INTO talk_member (room, user_id, person, membership, event_pos) VALUES (@room, @userId, @person, @membership, @pos)
            ON CONFLICT (room, user_id) DO UPDATE SET membership = excluded.membership, event_pos = excluded.event_pos, forgotten = 0
            """,
            ("room", room), ("userId", userId), ("person", placed.Target?.Value), ("membership", membership), ("pos", position));
        if (membership == placed.Previous) yield break;
        yield return Statement.Do(
            """
            INSERT INTO talk_member_change (pos, room, user_id, person, membership, previous)
            VALUES (@pos, @room, @userId, @person, @membership, @previous)
            """,
            ("pos", position), ("room", room), ("userId", userId), ("person", placed.Target?.Value), ("membership", membership), ("previous", placed.Previous));
    }

    private static Statement Redact(Pdu redacted, string by) => Statement.Do(
        """
        UPDATE talk_event SET pdu = @pdu, flags = 1, redacted_by = @by, relates_to = NULL, rel_type = NULL
        WHERE event_id = @eventId AND redacted_by IS NULL
        """,
        ("pdu", redacted.Bytes), ("by", by), ("eventId", redacted.EventId));
}
