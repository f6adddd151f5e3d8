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

    private async Task Forget() {
        var before = clock.GetUtcNow().AddDays(-TalkLimits.RequestsKeptDays).ToUnixTimeMilliseconds();
        try {
            await database.Write(new(Statement.Do("DELETE FROM talk_transaction WHERE at < @before", ("before", before))));
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogLater(log, e);
        }
    }
}
