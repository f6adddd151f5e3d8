using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;

namespace Teahouse.Pay.Ledger;

/// <summary>What is done in rounds. One matter that cannot go on keeps no other from it, is told in the log, and has its turn again in the next round.</summary>
/// <param name="seconds">Between two rounds.</param>
/// <param name="clock">The time.</param>
/// <param name="log">Where it is told.</param>
internal abstract partial class ByTheClock(int seconds, TimeProvider clock, ILogger log) : BackgroundService {
    /// <summary>The time, in milliseconds since 1970.</summary>
    protected long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>One round; tests need not wait for the next.</summary>
    /// <exception cref="Exception">What the first matter that could not go on says, once all have had their turn.</exception>
    public async Task Look(CancellationToken stop) {
        Exception? first = null;
        foreach (var matter in await Matters(stop)) {
            try {
                await matter();
            } catch (Exception e) when (!stop.IsCancellationRequested) {
                first ??= e;
            }
        }
        if (first is not null) ExceptionDispatchInfo.Throw(first);
    }

    /// <summary>What there is to do now, each by itself.</summary>
    protected abstract Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(seconds), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLook(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    // Whatever it is, the next round may do better; what is not caught here would end the server.
    private async Task TryLook(CancellationToken stop) {
        try {
            await Look(stop);
        } catch (Exception e) when (!stop.IsCancellationRequested) {
            LogLater(log, e);
        }
    }
}
