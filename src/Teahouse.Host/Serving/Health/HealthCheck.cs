using System.Data.Common;
using Teahouse.Host.Backup;
using Teahouse.Host.Cluster;
using Teahouse.Host.Settings;
using Teahouse.Host.Telemetry;
using Teahouse.Storage;

namespace Teahouse.Host.Serving.Health;

/// <summary>Looks at each part. None may hold up the answer: a balancer that hears nothing learns nothing.</summary>
internal sealed class HealthCheck(Database database, HouseSettings settings, ISiloStatusOracle silo, TimeProvider clock, Draining? draining = null) {
    public async Task<HealthReport> Look(CancellationToken stop) {
        var answers = await Answers(c => Database.LastPosition(c), stop);
        return new(BackupWriter.Version, new Dictionary<HealthPart, bool> {
            [HealthPart.Database] = answers is not null && await Writes(stop),
            [HealthPart.Migrations] = answers is not null && await Answers(c => Database.PendingMigrations(c, OpenHouse.Migrations), stop) == 0,
            [HealthPart.Disk] = HasRoom(),
            [HealthPart.Media] = Directory.Exists(settings.MediaFolder),
            [HealthPart.Silo] = silo.CurrentStatus == SiloStatus.Active,
        }, draining is { HasBegun: true });
    }

    /// <returns>What the database answers; null when it does not, or not soon.</returns>
    private async Task<long?> Answers(Func<DbConnection, Task<long>> question, CancellationToken stop) {
        try {
            return await database.Read(question, stop).WaitAsync(TimeSpan.FromSeconds(HostLimits.HealthSeconds), clock, stop);
        } catch (Exception e) when (e is DbException or TimeoutException or StorageBusyException or StorageFailedException) {
            return null;
        }
    }

    // A full disk still reads, and may have room for something small. So nothing must have failed just now; and when the last write
    // failed, one that changes nothing tells whether the next would.
    private async Task<bool> Writes(CancellationToken stop) {
        if (database.SinceFailedCommit?.TotalSeconds < HostLimits.FailedCommitSeconds) return false;
        if (!database.LastCommitFailed) return true;
        try {
            await database.Write(new Write(1, _ => []), stop).WaitAsync(TimeSpan.FromSeconds(HostLimits.HealthSeconds), clock, stop);
            return true;
        } catch (Exception e) when (e is TimeoutException or StorageBusyException or StorageFailedException) {
            return false;
        }
    }

    private bool HasRoom() {
        try {
            return DiskMeter.Free(settings.DataFolder) >= HostLimits.FreeDiskBytesMin;
        } catch (IOException) {
            return false;
        }
    }
}
