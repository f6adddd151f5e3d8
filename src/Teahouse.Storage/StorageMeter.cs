using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Teahouse.Storage;

/// <summary>What Storage counts. No label: a number of all batches says nothing about anybody.</summary>
internal static class StorageMeter {
    private static readonly Meter Meter = new("Teahouse.Storage");
    private static readonly Histogram<int> Writes = Meter.CreateHistogram<int>("teahouse.commit.writes", "{write}", "Writes in one batch.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("teahouse.commit.duration", "s", "How long a batch took to be on disk.");
    private static readonly Counter<long> Failures = Meter.CreateCounter<long>("teahouse.commit.failures", "{batch}", "Batches that could not be committed.");

    /// <summary>A batch is on disk.</summary>
    public static void Committed(int writes, long began) {
        Writes.Record(writes);
        Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>A batch is not on disk.</summary>
    public static void Failed() => Failures.Add(1);
}
