using Teahouse.Storage;
using Teahouse.Talk.Events;
using Request = Teahouse.Talk.Rooms.Request;

namespace Teahouse.Talk.Sync;

/// <summary>What stands at a position, noted at its commit: enough for a sync to see whether it has to read the database for it.</summary>
internal abstract record Happening {
    /// <summary>Whether a person must be told of it, or of what follows from it.</summary>
    public abstract bool Concerns(KnownPerson known, PersonId person);
}

/// <summary>An event that leaves its room as it was.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Room">The room's number.</param>
/// <param name="Pdu">The event.</param>
/// <param name="Once">The request that said it.</param>
internal sealed record Said(long Position, long Room, Pdu Pdu, Request? Once) : Happening {
    /// <inheritdoc/>
    public override bool Concerns(KnownPerson known, PersonId person) => known.Joined.ContainsKey(Room);
}

/// <summary>Something else in a room: a change of its state, a redaction, a receipt.</summary>
/// <param name="Room">The room's number.</param>
/// <param name="Target">Whom it concerns wherever they are.</param>
internal sealed record HappenedIn(long Room, PersonId? Target) : Happening {
    /// <inheritdoc/>
    public override bool Concerns(KnownPerson known, PersonId person) => Target == person || known.Joined.ContainsKey(Room);
}

/// <summary>Something that concerns these people and nobody else.</summary>
internal sealed record HappenedTo(params PersonId[] People) : Happening {
    /// <inheritdoc/>
    public override bool Concerns(KnownPerson known, PersonId person) => People.Contains(person);
}
