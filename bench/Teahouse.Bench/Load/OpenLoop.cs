using System.Diagnostics;

namespace Teahouse.Bench.Load;

/// <summary>Work that comes at a rate of its own, whether or not what came before is done.</summary>
internal static class OpenLoop {
    /// <summary>Runs it for a while. A late start counts against the one that is late.</summary>
    /// <param name="perSecond">How often.</param>
    /// <param name="time">For how long.</param>
    /// <param name="people">Among how many it goes round; each does one thing at a time.</param>
    /// <param name="one">Does it once.</param>
    public static async Task<Stretch> Run(double perSecond, TimeSpan time, int people, Func<int, ValueTask> one) {
        var began = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, people).Select(async who => {
            var took = new List<double>();
            for (var turn = 0; ; turn++) {
                var due = TimeSpan.FromSeconds((turn * (double)people + who) / perSecond);
                if (due > time) return took;
                var early = due - Stopwatch.GetElapsedTime(began);
                if (early > TimeSpan.Zero) await Task.Delay(early);
                await one(who);
                took.Add((Stopwatch.GetElapsedTime(began) - due).TotalMilliseconds);
            }
        }));
        var sorted = all.SelectMany(took => took).Order().ToArray();
        return new(sorted.Length, Stopwatch.GetElapsedTime(began), sorted);
    }
}
