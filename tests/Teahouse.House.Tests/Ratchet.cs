using System.Text.Json;

namespace Teahouse.House.Tests;

/// <summary>
/// Old sins, counted by where they lie: a count may shrink, never grow. Whoever makes one smaller writes the new count down
/// (HOUSE_RATCHET=write does it), so that it stays small.
/// </summary>
internal static class Ratchet {
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Holds(string name, IReadOnlyDictionary<string, int> counted, string rule) {
        var path = Path.Combine(HouseFiles.Root, "tests/Teahouse.House.Tests/Ratchets", name + ".json");
        if (Environment.GetEnvironmentVariable("HOUSE_RATCHET") == "write") {
            var sorted = new SortedDictionary<string, int>(counted.Where(c => c.Value > 0).ToDictionary(), StringComparer.Ordinal);
            File.WriteAllText(path, JsonSerializer.Serialize(sorted, Indented) + "\n");
        }
        var allowed = JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(path))!;
        Rule.Holds(Grown(counted, allowed), rule);
        Rule.Holds(Shrunk(counted, allowed), "These got better. Write it down, so that it stays: HOUSE_RATCHET=write ./test Teahouse.House.Tests");
    }

    internal static IEnumerable<string> Grown(IReadOnlyDictionary<string, int> counted, IReadOnlyDictionary<string, int> allowed) =>
        counted.Where(c => c.Value > allowed.GetValueOrDefault(c.Key)).Select(c => $"{c.Key}: {c.Value}, where {allowed.GetValueOrDefault(c.Key)} may be");

    internal static IEnumerable<string> Shrunk(IReadOnlyDictionary<string, int> counted, IReadOnlyDictionary<string, int> allowed) =>
        allowed.Where(a => counted.GetValueOrDefault(a.Key) < a.Value).Select(a => $"{a.Key}: {counted.GetValueOrDefault(a.Key)}, where {a.Value} stands");
}

public sealed class RatchetTests {
    [Fact]
    public void A_count_may_shrink_and_never_grow() {
        var allowed = new Dictionary<string, int> { ["a"] = 2, ["b"] = 1 };
        Assert.Single(Ratchet.Grown(new Dictionary<string, int> { ["a"] = 3 }, allowed));
        Assert.Single(Ratchet.Grown(new Dictionary<string, int> { ["new"] = 1 }, allowed));
        Assert.Empty(Ratchet.Grown(new Dictionary<string, int> { ["a"] = 2, ["b"] = 0 }, allowed));
        Assert.Single(Ratchet.Shrunk(new Dictionary<string, int> { ["a"] = 2 }, allowed));
    }
}
