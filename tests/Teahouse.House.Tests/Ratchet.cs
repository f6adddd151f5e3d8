using System.Text.Json;

namespace Teahouse.House.Tests;

/// <summary>
/// Old sins, counted by where they lie: a count may shrink, never grow. Whoever makes one smaller writes the new count down
/// (HOUSE_RATCHET=write does it), so that it stays small.
/// </summary>
internal static class Ratchet {
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The figure that stands, where one that was measured differs from it by a few percent only; else the measured one.</summary>
    public static int About(string name, string figure, double measured, double tolerance) =>
        Allowed(PathOf(name)).TryGetValue(figure, out var stands) && Math.Abs(measured - stands) <= stands * tolerance ? stands : (int)Math.Round(measured);

    public static void Holds(string name, IReadOnlyDictionary<string, int> counted, string rule) {
        var path = PathOf(name);
        if (Environment.GetEnvironmentVariable("HOUSE_RATCHET") == "write") {
            var sorted = new SortedDictionary<string, int>(counted.Where(c => c.Value > 0).ToDictionary(), StringComparer.Ordinal);
            File.WriteAllText(path, JsonSerializer.Serialize(sorted, Indented) + "\n");
        }
        var allowed = Allowed(path);
        Rule.Holds(Grown(counted, allowed), rule);
        Rule.Holds(Shrunk(counted, allowed), "These got better. Write it down, so that it stays: HOUSE_RATCHET=write ./test Teahouse.House.Tests");
    }

    private static string PathOf(string name) => Path.Combine(HouseFiles.Root, "tests/Teahouse.House.Tests/Ratchets", name + ".json");

    private static Dictionary<string, int> Allowed(string path) => JsonSerializer.Deserialize<Dictionary<string, int>>(File.ReadAllText(path))!;

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
