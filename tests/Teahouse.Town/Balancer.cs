using System.Net;

namespace Teahouse.Town;

/*  A plain HTTP balancer, as one finds it before any web service.
    (1) It asks each server for /health several times a second; one that says anything but 200, or twice in a row nothing within a second, gets nothing new.
    (2) Requests go to the healthy ones in turn. Nothing ties a person to a server.
    (3) Where no connection comes about nothing was sent, and the next server is tried. Whatever else goes wrong the caller sees.
    (4) What hangs at a server that has fallen silent is given up; at one that only says that it is about to end, it goes on. */

/// <summary>Brings each request to one of several servers, in turn.</summary>
public sealed class Balancer : HttpMessageHandler {
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan HealthTime = TimeSpan.FromSeconds(1);

    private readonly Backend[] backends;
    private readonly HttpMessageInvoker inner = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly CancellationTokenSource end = new();
    private readonly Task[] asking;
    private int turn;

    public Balancer(IEnumerable<Uri> servers) {
        backends = [.. servers.Select(s => new Backend(s))];
        asking = [.. backends.Select(AskOnAndOn)];
    }

    /// <summary>Ends when that server is healthy.</summary>
    public async Task IsHealthy(int server, CancellationToken stop) {
        while (!backends[server].Healthy) await Task.Delay(Between, TimeProvider.System, stop);
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) {
        var asked = request.RequestUri!;
        HttpRequestException? refused = null;
        for (var tries = 0; tries < backends.Length; tries++) {
            if (Next() is not { } backend) break;
            request.RequestUri = new Uri(backend.Server, asked.PathAndQuery);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, backend.Silent);
            try {
                var answer = await inner.SendAsync(request, stop.Token);
                await answer.Content.LoadIntoBufferAsync(stop.Token);
                return answer;
            } catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError) {
                refused = e;
            } catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) {
                throw new HttpRequestException($"{backend.Server} has fallen silent.");
            }
        }
        throw refused ?? new HttpRequestException("No server is healthy.", null, HttpStatusCode.ServiceUnavailable);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) {
        if (disposing) {
            end.Cancel();
            Task.WaitAll(asking);
            inner.Dispose();
            end.Dispose();
            foreach (var backend in backends) backend.Dispose();
        }
        base.Dispose(disposing);
    }

    private Backend? Next() {
        for (var i = 0; i < backends.Length; i++) {
            var backend = backends[(uint)Interlocked.Increment(ref turn) % backends.Length];
            if (backend.Healthy) return backend;
        }
        return null;
    }

    private async Task AskOnAndOn(Backend backend) {
        using var timer = new PeriodicTimer(Between);
        try {
            do {
                backend.Is(await Ask(backend.Server));
            } while (await timer.WaitForNextTickAsync(end.Token));
        } catch (OperationCanceledException) when (end.IsCancellationRequested) { }
    }

    private async Task<HttpStatusCode?> Ask(Uri server) {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        time.CancelAfter(HealthTime);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server, "/health"));
        try {
            using var answer = await inner.SendAsync(request, time.Token);
            return answer.StatusCode;
        } catch (Exception e) when (e is HttpRequestException or OperationCanceledException) {
            return null;
        }
    }

    private sealed class Backend(Uri server) : IDisposable {
        private CancellationTokenSource silent = new();
        private int missed;

        public Uri Server => server;

        public bool Healthy { get; private set; }

        /// <summary>Ends what was sent there, once it does not even say how it is.</summary>
        public CancellationToken Silent => silent.Token;

        public void Is(HttpStatusCode? health) {
            missed = health is null ? missed + 1 : 0;
            if (missed == 1) return;
            Healthy = health == HttpStatusCode.OK;
            if (missed == 0) return;
            var fallen = Interlocked.Exchange(ref silent, new());
            fallen.Cancel();
        }

        public void Dispose() => silent.Dispose();
    }
}
