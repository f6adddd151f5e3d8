using Microsoft.Extensions.Hosting;

namespace Teahouse.Talk.Sync;

/// <summary>By the clock, where there are several silos: makes this silo's door known again to every inbox that somebody here waits for.</summary>
internal sealed class InboxRounds(Inboxes inboxes, TimeProvider clock) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(TalkLimits.InboxRoundSeconds), clock);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = TalkLimits.InboxesAskedAtOnce, CancellationToken = stoppingToken };
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) {
                await Parallel.ForEachAsync(inboxes.Waiting, atOnce, async (person, _) => await inboxes.Announce(person));
            }
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }
}
