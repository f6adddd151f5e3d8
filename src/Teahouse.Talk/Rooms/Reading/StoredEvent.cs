using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>Marks of a stored event (column <c>flags</c>).</summary>
[Flags]
internal enum EventFlags {
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Its bytes are the redacted form.</summary>
    Redacted = 1,
    /// <summary>Held without its place in the room's graph.</summary>
    Outlier = 2,
    /// <summary>The auth rules refused it.</summary>
    Rejected = 4,
    /// <summary>The auth rules refused it by the current state only.</summary>
    SoftFailed = 8,
}

/// <summary>An event with its place: what reading operations work on.</summary>
/// <param name="Position">Its position; within a room, its order.</param>
/// <param name="Room">The room's number.</param>
/// <param name="Pdu">The event; redacted if it was.</param>
/// <param name="RedactedBy">The event id of the redaction, or null.</param>
internal sealed record StoredEvent(long Position, long Room, Pdu Pdu, string? RedactedBy) {
    /// <summary>Whether it leaves the room as it was: it sets no state and takes nothing back.</summary>
    public bool IsPlain => !Pdu.IsState && Pdu.Type != EventTypes.Redaction;
}
