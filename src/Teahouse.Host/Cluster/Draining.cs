using System.Runtime.InteropServices;

namespace Teahouse.Host.Cluster;

/*  One of several servers stops in order.
    (1) SIGTERM. /health says 503 from now on; everything else is answered as ever, with the wish to close the connection.
    (2) The balancer has noticed: nothing new comes. Who waits in a long poll is answered, what is under way ends.
    (3) The silo hands over what it holds in memory, and the process ends.
    A second signal skips the wait of (1). */

/// <summary>Ends a server only after its balancer has had time to notice.</summary>
internal sealed class Draining(IHostApplicationLifetime house, TimeProvider clock) : IHostLifetime, IDisposable {
    private readonly List<PosixSignalRegistration> signals = [];
    private readonly CancellationTokenSource begun = new();
    private ITimer? timer;

    /// <summary>Whether the server is on its way out.</summary>
    public bool HasBegun => begun.IsCancellationRequested;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT]) {
            signals.Add(PosixSignalRegistration.Create(signal, Begin));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() {
        foreach (var signal in signals) signal.Dispose();
        timer?.Dispose();
        begun.Dispose();
    }

    private void Begin(PosixSignalContext signal) {
        signal.Cancel = true;
        if (HasBegun) {
            house.StopApplication();
            return;
        }
        begun.Cancel();
        timer = clock.CreateTimer(_ => house.StopApplication(), null, TimeSpan.FromSeconds(HostLimits.DrainSeconds), Timeout.InfiniteTimeSpan);
    }
}

/// <summary>How a server's requests and its health know that it drains.</summary>
internal static class DrainingRoutes {
    public static void AddDraining(this IServiceCollection services) {
        services.AddSingleton<Draining>();
        services.AddSingleton<IHostLifetime>(house => house.GetRequiredService<Draining>());
    }

    public static void UseDraining(this IApplicationBuilder app) {
        if (app.ApplicationServices.GetService<Draining>() is not { } draining) return;
        app.Use((http, next) => {
            if (draining.HasBegun) http.Response.Headers.Connection = "close";
            return next(http);
        });
    }
}
