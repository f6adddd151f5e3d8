using Microsoft.Extensions.Hosting;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Tells a room when somebody's time of typing has run out.</summary>
internal sealed partial class TypingBell(Typists typists, RoomBell bell, ILogger<TypingBell> log) : IHostedService {
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) {
        typists.Ended += Ring;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) {
        typists.Ended -= Ring;
        return Task.CompletedTask;
    }

    private void Ring(long room) => _ = TryRing(room);

    private async Task TryRing(long room) {
        try {
            await bell.Ring(room);
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogNotRung(log, e);
        }
    }
}
