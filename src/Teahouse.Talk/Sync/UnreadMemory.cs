using Teahouse.Storage;
using Teahouse.Talk.Push;
using Teahouse.Talk.Receipts;

namespace Teahouse.Talk.Sync;

/// <summary>What the count of a room depends on besides its events. While it stays the same, new events are added to the last count.</summary>
/// <param name="RulesAt">The position at which the person's push rules were edited; 0 for never.</param>
/// <param name="Read">How far the person has read.</param>
/// <param name="JoinedAt">The position at which they last joined.</param>
/// <param name="Ignored">Whom they ignore.</param>
internal sealed record UnreadBasis(long RulesAt, ReadPosition? Read, long JoinedAt, IReadOnlySet<string> Ignored) {
    /// <summary>Whether a count on this basis can be gone on with on another.</summary>
    public bool IsSame(UnreadBasis other) =>
        RulesAt == other.RulesAt && JoinedAt == other.JoinedAt && ReadPosition.AreSame(Read, other.Read) && Ignored.SetEquals(other.Ignored);
}

/// <summary>
/// Remembers counts of unread events, so that a person with a thousand unread messages does not have a thousand evaluated with each
/// new one. A cache: every count can be made anew from the database, and one whose basis has changed is.
/// </summary>
internal sealed class UnreadMemory {
    private readonly BoundedCache<(long Person, long Room, bool Apart), Counted> counts = new(TalkLimits.UnreadCountsKeptMax);
    private readonly BoundedCache<long, (long At, PushEvaluator Rules)> rules = new(TalkLimits.CompiledRulesKeptMax);

    /// <summary>A count up to a position.</summary>
    /// <param name="Basis">What it depends on.</param>
    /// <param name="Until">The last position that it counts.</param>
    /// <param name="Counts">The count.</param>
    /// <param name="Context">What the rules ask of the room besides the event, as it was then; null where no event was evaluated.</param>
    public sealed record Counted(UnreadBasis Basis, long Until, UnreadCounts.Counts Counts, Func<string, PushContext>? Context);

    /// <summary>The last count of a room, on whatever basis; null where there is none.</summary>
    public Counted? Find(PersonId person, long room, bool apart) => counts.TryGet((person.Value, room, apart), out var last) ? last : null;

    /// <summary>The last count of a room on this basis and not beyond this position; null where there is none.</summary>
    public Counted? Find(PersonId person, long room, bool apart, UnreadBasis basis, long until) =>
        Find(person, room, apart) is { } last && last.Until <= until && last.Basis.IsSame(basis) ? last : null;

    /// <summary>Remembers a count.</summary>
    public void Keep(PersonId person, long room, bool apart, Counted counted) => counts.Keep((person.Value, room, apart), counted);

    /// <summary>The person's rules, compiled.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="at">The position at which they were edited; 0 for never.</param>
    /// <param name="compile">Reads and makes them.</param>
    public async Task<PushEvaluator> RulesOf(PersonId person, long at, Func<Task<PushEvaluator>> compile) {
        if (at == 0) return PushEvaluator.OfDefaults;
        if (rules.TryGet(person.Value, out var known) && known.At == at) return known.Rules;
        var compiled = await compile();
        rules.Keep(person.Value, (at, compiled));
        return compiled;
    }
}
