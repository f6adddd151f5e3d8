using System.Data.Common;
using Dapper;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.ToDevice;

/// <summary>Messages to the syncing device. It is the first part of a sync, because it may say that the answer must end earlier.</summary>
internal sealed class ToDevicePart : ISyncPart {
    /// <inheritdoc/>
    public string? Probe => "EXISTS (SELECT 1 FROM talk_to_device WHERE person = @person AND device_id = @device AND pos > @since)";

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var waiting = (await connection.QueryAsync<(long Pos, byte[] Json)>(
            """
            SELECT pos, json FROM talk_to_device
            WHERE person = @person AND device_id = @device AND pos > @since AND pos <= @until ORDER BY pos LIMIT @limit
            """,
            new {
                person = window.Person.Id.Value,
                device = window.Person.DeviceId,
                since = window.Since,
                until = window.Until,
                limit = TalkLimits.ToDevicePerSyncMax + 1,
            })).AsList();
        if (waiting.Count > TalkLimits.ToDevicePerSyncMax) {
            waiting.RemoveAt(waiting.Count - 1);
            answer.MustEndAt = waiting[^1].Pos;
        }
        answer.ToDevice.AddRange(waiting.Select(m => m.Json));
    }
}
