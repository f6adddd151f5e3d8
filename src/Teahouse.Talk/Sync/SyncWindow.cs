using Teahouse.People;

namespace Teahouse.Talk.Sync;

/// <summary>What one sync answers: to whom, and which stretch of positions.</summary>
/// <param name="Person">Who asks, and from which device.</param>
/// <param name="Since">The position that the client has; 0 in a first sync.</param>
/// <param name="Until">The newest position in the database's snapshot, or an earlier one where the answer ends early; it becomes the next <c>since</c>.</param>
/// <param name="Filter">What the client wants to hear of.</param>
/// <param name="FullState">Whether it wants the whole state of each room.</param>
internal sealed record SyncWindow(Person Person, long Since, long Until, Filter Filter, bool FullState) {
    /// <summary>The rooms that the person is joined to at <c>Until</c> and wants to hear of: room id by room number.</summary>
    public required IReadOnlyDictionary<long, string> Joined { get; init; }

    /// <summary>Rooms of <see cref="Joined"/> that the client hears of for the first time, or again after having left.</summary>
    public required IReadOnlySet<long> NewlyJoined { get; init; }

    /// <summary>Whom the person ignores.</summary>
    public required IReadOnlySet<string> Ignored { get; init; }

    /// <summary>Whether there is more after <c>Until</c>, which comes with the next answer.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Whether nobody read anything, in any room that the person is in, after <c>Since</c>; false when that is not known.</summary>
    public bool NoReceipts { get; init; }

    /// <summary>Whether it is certain that of all that happened after <c>Since</c> only what was said in rooms concerns the person; false when that is not known.</summary>
    public bool OnlySaid { get; init; }

    /// <summary>Which state of who-is-typing the client has (<see cref="SyncAnswer.TypingUntil"/> of its last answer); 0 for none.</summary>
    public long TypingSince { get; init; }

    /// <summary>Whether the client has nothing yet.</summary>
    public bool IsInitial => Since == 0;

    /// <summary>Where a part must begin to read what a room holds: 0 for rooms that are new to the client.</summary>
    public long SinceIn(long room) => NewlyJoined.Contains(room) ? 0 : Since;
}
