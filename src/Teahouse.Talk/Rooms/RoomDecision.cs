using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms;

/// <summary>What a room answers to somebody who wants to say something: an event, an event that says the same already, or a refusal.</summary>
/// <param name="Placed">The event to write.</param>
/// <param name="Same">The event that says it already.</param>
/// <param name="Refusal">Why not.</param>
internal readonly record struct Decision(Placed? Placed, Pdu? Same, MatrixError? Refusal);

/// <summary>Decides, from what a room remembers, what becomes of a saying. Neither clock nor disk: the same question gets the same answer.</summary>
internal static class RoomDecision {
    /// <summary>Decides.</summary>
    /// <param name="room">The room.</param>
    /// <param name="saying">What somebody wants to say.</param>
    /// <param name="content">Its content, read.</param>
    /// <param name="redacts">Of a redaction: the event to redact, or null when the room has no such event.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <param name="key">The house's key.</param>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE or M_BAD_JSON: it is no event at all.</exception>
    public static Decision On(RoomMemory room, Saying saying, JsonElement content, Pdu? redacts, long now, ServerKey key) {
        if (KnownContent.Check(saying.Type, saying.StateKey, content) is { } malformed) return new(null, null, malformed);
        var isMember = saying is { Type: EventTypes.Member, StateKey: not null };
        var previous = isMember ? room.Membership(saying.StateKey!) : null;
        if (saying.IsRepeated && Same(room, saying, content) is { } heard) return new(null, heard, null);
        if (saying.OnlyIf is { } expected && !expected.Contains(previous)) return Refused(MatrixError.Forbidden("Their membership in this room is another one."));
        if (saying.InPlaceOf is { } stood && room.State(saying.Type, saying.StateKey!)?.EventId != stood) return Refused(MatrixError.Forbidden("Somebody has just changed this."));
        if (Same(room, saying, content) is { } same) return new(null, same, null);
        var wanted = new NewEvent(saying.Type, saying.StateKey, saying.Sender, content);
        var pdu = EventBuilder.Build(room.Version, room.RoomId, wanted, room.Ends, AuthEvents(room, wanted), room.Depth + 1, now, key);
        if (AuthRules.Refuse(room.Version, pdu, room.State) is { } rule) return Refused(MatrixError.Forbidden(rule));
        Pdu? redacted = null;
        if (saying.Type == EventTypes.Redaction) {
            if (RefuseRedaction(room, saying.Sender, redacts) is { } why) return Refused(why);
            redacted = Redaction.Redact(room.Version, redacts!);
        }
        return new(new(pdu, previous, isMember ? saying.Target : null, redacted), null, null);
    }

    private static Decision Refused(MatrixError error) => new(null, null, error);

    private static string[] AuthEvents(RoomMemory room, NewEvent wanted) =>
        [.. AuthRules.AuthEventKeys(room.Version, wanted).Select(k => room.State(k.Type, k.StateKey)?.EventId).OfType<string>().Distinct()];

    /// <summary>State that stands already, set by the same person, is not set again: clients repeat themselves.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON: the content is none of an event's.</exception>
    private static Pdu? Same(RoomMemory room, Saying saying, JsonElement content) =>
        saying.StateKey is { } stateKey && room.State(saying.Type, stateKey) is { } current && current.Sender == saying.Sender
        && CanonicalJson.Encode(current.Content).AsSpan().SequenceEqual(CanonicalJson.Encode(content)) ? current : null;

    // The auth rules let every redaction through and leave it to each server to apply it or not (room version 11, "Handling redactions").
    private static MatrixError? RefuseRedaction(RoomMemory room, string sender, Pdu? target) =>
        target is null ? MatrixError.NotFound("This room has no such event.")
        : target.Type == EventTypes.Create ? MatrixError.Forbidden("The beginning of a room cannot be redacted.")
        : Redaction.IsAllowed(room.PowerLevels, sender, target) ? null
        : MatrixError.Forbidden("You may not redact what others said here.");
}
