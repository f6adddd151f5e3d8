using System.Data.Common;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Tells a syncing device how many of its one-time keys are left and which fallback keys have not been used.</summary>
internal sealed class OneTimeKeysPart : ISyncPart {
    /// <inheritdoc/>
    public string? Probe => null;

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var (left, unused) = await OneTimeKeyCounts.ReadWithFallback(connection, window.Person);
        foreach (var (algorithm, count) in left) answer.OneTimeKeyCounts[algorithm] = count;
        answer.UnusedFallbackKeys.AddRange(unused);
    }
}
