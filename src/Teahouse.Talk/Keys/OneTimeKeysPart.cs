using System.Data.Common;
using Dapper;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Tells a syncing device how many of its one-time keys are left and which fallback keys have not been used.</summary>
internal sealed class OneTimeKeysPart : ISyncPart {
    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        foreach (var (algorithm, count) in await OneTimeKeyCounts.Read(connection, window.Person)) answer.OneTimeKeyCounts[algorithm] = count;
        answer.UnusedFallbackKeys.AddRange(await connection.QueryAsync<string>(
            "SELECT algorithm FROM talk_fallback_key WHERE person = @person AND device_id = @device AND used = 0 ORDER BY algorithm",
            new { person = window.Person.Id.Value, device = window.Person.DeviceId }));
    }
}
