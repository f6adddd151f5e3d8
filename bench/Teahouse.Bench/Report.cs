using System.Globalization;

namespace Teahouse.Bench;

/// <summary>What is printed: each measure with its median, its range and, where there is one, its aim.</summary>
internal static class Report {
    public static void Head(string text) => Console.WriteLine($"\n## {text}\n");

    public static void Line(string what, IReadOnlyCollection<double> rounds, string unit, string aim = "") {
        var sorted = rounds.Order().ToArray();
        var (median, least, most) = (sorted[sorted.Length / 2], sorted[0], sorted[^1]);
        var range = sorted.Length > 1 ? $" ({Number(least)}..{Number(most)})" : "";
        Console.WriteLine($"{what,-58} {Number(median)} {unit}{range}{(aim.Length > 0 ? $"   aim: {aim}" : "")}");
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 1_000 => "#,0", >= 10 => "0.0", _ => "0.000" }, CultureInfo.InvariantCulture);
}
