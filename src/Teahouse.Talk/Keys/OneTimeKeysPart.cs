using System.Data.Common;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Tells a syncing device how many of its one-time keys are left and which fallback keys have not been used.</summary>
internal sealed class OneTimeKeysPart(OneTimeKeyMemory memory) : ISyncPart {
    /// <inheritdoc/>
    public string? Probe => null;

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var counts = memory.Find(window) ?? await OneTimeKeyCounts.Read(connection, window.Person);
        memory.Keep(window, counts);
        foreach (var (algorithm, count) in counts.Left) answer.OneTimeKeyCounts[algorithm] = count;
        answer.UnusedFallbackKeys.AddRange(counts.UnusedFallback);
    }
}
