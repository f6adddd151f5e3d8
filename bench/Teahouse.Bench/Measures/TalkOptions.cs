using System.Globalization;

namespace Teahouse.Bench.Measures;

/// <summary>How long and how often.</summary>
/// <param name="Database">A PostgreSQL connection; SQLite without it.</param>
/// <param name="Rounds">How often each measure takes its turn.</param>
/// <param name="Turn">How long one turn is.</param>
/// <param name="WarmUp">How long everything runs before the first turn; less than 30 seconds understates .NET by half.</param>
/// <param name="Events">How many events the large room has.</param>
/// <param name="People">How many people wait at once.</param>
/// <param name="Only">Which groups; all where empty.</param>
internal sealed record TalkOptions(string? Database, int Rounds, TimeSpan Turn, TimeSpan WarmUp, int Events, int People, IReadOnlySet<string> Only) {
    public static TalkOptions From(string[] words) {
        string? Of(string name) => Array.IndexOf(words, name) is var at and >= 0 ? words[at + 1] : null;
        double Number(string name, double otherwise) => Of(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new(
            Of("--database"),
            (int)Number("--rounds", 5),
            TimeSpan.FromSeconds(Number("--seconds", 4)),
            TimeSpan.FromSeconds(Number("--warm-up", 30)),
            (int)Number("--events", 1_000_000),
            (int)Number("--people", 10_000),
            (Of("--only") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
    }

    public bool Wants(string group) => Only.Count == 0 || Only.Contains(group);
}
