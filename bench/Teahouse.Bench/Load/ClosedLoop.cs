using System.Diagnostics;

namespace Teahouse.Bench.Load;

/// <summary>What a stretch of work came to.</summary>
/// <param name="Count">How often it was done.</param>
/// <param name="Elapsed">In which time.</param>
/// <param name="Milliseconds">How long each took, sorted.</param>
internal sealed record Stretch(long Count, TimeSpan Elapsed, double[] Milliseconds) {
    public double PerSecond => Count / Elapsed.TotalSeconds;

    /// <summary>How long it took at most in this share of the cases.</summary>
    public double Percentile(double share) =>
        Milliseconds.Length == 0 ? double.NaN : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * share))];
}

/// <summary>Several who each do the next thing as soon as the last is done.</summary>
internal static class ClosedLoop {
    /// <summary>Runs them for a while.</summary>
    /// <param name="people">How many at once.</param>
    /// <param name="time">For how long.</param>
    /// <param name="one">Does it once; gets who, and how many were done by them before.</param>
    public static async Task<Stretch> Run(int people, TimeSpan time, Func<int, long, ValueTask> one) {
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, people).Select(async who => {
            var took = new List<double>();
            for (var done = 0L; Stopwatch.GetElapsedTime(began) < time; done++) {
                var before = Stopwatch.GetTimestamp();
                await one(who, done);
                took.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
            return took;
        }));
        var elapsed = Stopwatch.GetElapsedTime(began);
        var sorted = all.SelectMany(took => took).Order().ToArray();
        return new(sorted.Length, elapsed, sorted);
    }
}
