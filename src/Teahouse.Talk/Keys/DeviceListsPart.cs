using System.Data.Common;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Whose keys a syncing client must fetch again. A first sync says nothing: the client has no keys yet.</summary>
internal sealed class DeviceListsPart : ISyncPart {
    /// <inheritdoc/>
    public string? Probe => "EXISTS (SELECT 1 FROM talk_device_change WHERE pos > @since) OR EXISTS (SELECT 1 FROM talk_member_change WHERE pos > @since)";

    /// <inheritdoc/>
    public async Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        if (window.IsInitial) return;
        var (changed, left) = await DeviceLists.Read(connection, window.Person.Id, window.Since, window.Until);
        answer.DevicesChanged.UnionWith(changed);
        answer.DevicesLeft.UnionWith(left);
    }
}
