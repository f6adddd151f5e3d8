namespace Teahouse.Storage;

/// <summary>What one use case changes: all of it or nothing.</summary>
public sealed class Write {
    private readonly Func<long, IEnumerable<Statement>> statements;

    /// <summary>A write that takes no position.</summary>
    public Write(params Statement[] statements) : this(0, _ => statements) { }

    /// <summary>A write whose rows carry positions: numbers in commit order, given inside the commit.</summary>
    /// <param name="positions">How many positions it takes, 1 or more.</param>
    /// <param name="statements">The statements, given the first position; called again when the batch is tried again.</param>
    public Write(int positions, Func<long, IEnumerable<Statement>> statements) =>
        (Positions, this.statements) = (positions, statements);

    /// <summary>How many positions it takes.</summary>
    public int Positions { get; }

    /// <summary>
    /// Says of each position that the write takes what stands there, for who reads <see cref="RecentCommits"/>; null says nothing. It
    /// is asked after the commit, once for each position.
    /// </summary>
    public Func<long, object>? Note { get; init; }

    /// <summary>A write that changes nothing.</summary>
    public static Write Nothing { get; } = new();

    /// <summary>This write and the other as one: both or neither, in this order, the other's positions behind this one's. Without a note.</summary>
    public Write And(Write other) => new(
        checked(Positions + other.Positions),
        first => [.. statements(Positions == 0 ? 0 : first), .. other.statements(other.Positions == 0 ? 0 : first + Positions)]);

    internal List<Statement> StatementsAt(long position) {
        var list = statements(position).ToList();
        return list.Count <= StorageLimits.StatementsPerWriteMax
            ? list : throw new InvalidOperationException($"A write has {list.Count} statements; the limit is {StorageLimits.StatementsPerWriteMax}.");
    }
}
