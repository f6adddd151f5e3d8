using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Makes up, at start and then by the clock, for what a crash or a failure left undone between a file and its row (see <see cref="MediaFiles"/>).</summary>
internal sealed partial class SettleUploads(MediaFiles files, MediaStore media, TimeProvider clock, ILogger<SettleUploads> log) : BackgroundService {
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken) {
        // What lies here now is as a rule from before a crash of this very server: nobody will name it any more.
        await Settle(unnamedFor: null);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(TalkLimits.UploadsSettledEveryMinutes), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TrySettle();
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task TrySettle() {
        try {
            await Settle(TimeSpan.FromMinutes(TalkLimits.UploadUnnamedMinutes));
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException || MediaFiles.IsDisks(e)) {
            LogLater(log, e);
        }
    }

    private async Task Settle(TimeSpan? unnamedFor) {
        foreach (var (name, since) in files.Abandoned().ToList()) {
            if (await media.IsNamed(name)) files.Settle(name);
            else if (unnamedFor is null || clock.GetUtcNow() - since >= unnamedFor) files.Drop(name);
        }
    }
}
