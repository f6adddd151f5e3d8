using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms;

/// <summary>By the clock: forgets which requests were written long ago. No client repeats one after weeks.</summary>
internal sealed partial class ForgetOldRequests(Database database, TimeProvider clock, ILogger<ForgetOldRequests> log) : BackgroundService {
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(TalkLimits.ForgetRequestsEveryMinutes), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Forget();
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    // Positions follow the clock near enough, and need no index of their own.
    private const string Old = "DELETE FROM talk_request WHERE at < @before AND pos < COALESCE((SELECT min(pos) FROM talk_request WHERE at >= @before), @end)";

    private async Task Forget() {
        var before = clock.GetUtcNow().AddDays(-TalkLimits.RequestsKeptDays).ToUnixTimeMilliseconds();
        try {
            await database.Write(new(Statement.Do(Old, ("before", before), ("end", long.MaxValue))));
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogLater(log, e);
        }
    }
}
