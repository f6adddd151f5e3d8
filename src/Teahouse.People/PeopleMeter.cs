using System.Diagnostics.Metrics;

namespace Teahouse.People;

/// <summary>What People counts. No label.</summary>
internal static class PeopleMeter {
    private static readonly Meter Meter = new("Teahouse.People");
    private static readonly Counter<long> RefusedByLimit = Meter.CreateCounter<long>("teahouse.requests.refused", "{request}", "Requests refused by a rate limit.");

    /// <summary>A rate limit refused a request.</summary>
    public static void Refused() => RefusedByLimit.Add(1);
}
