using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Teahouse.Storage;

namespace Teahouse.Town;

/// <summary>One house, served by several processes on one PostgreSQL behind a plain balancer.</summary>
public sealed class TownCluster : ITown, IAsyncDisposable {
    private readonly TestDatabase database;
    private readonly Silo[] silos;
    private readonly string[] options;
    private readonly Balancer balancer;

    private TownCluster(TestDatabase database, Silo[] silos, string[] options) {
        (this.database, this.silos, this.options) = (database, silos, options);
        balancer = new(silos.Select(s => s.Address));
    }

    public string ConnectionString => database.ConnectionString!;

    /// <summary>Starts so many servers, each with these options.</summary>
    public static async Task<TownCluster> Start(int count, CancellationToken stop, params string[] options) {
        var database = await TestDatabase.Create(DatabaseKind.PostgreSql);
        var cluster = new TownCluster(database, [.. Enumerable.Range(0, count).Select(_ => new Silo(TownServer.FreePort(), TownServer.FreePort()))], options);
        for (var i = 0; i < count; i++) await cluster.Restart(i, stop);
        return cluster;
    }

    /// <inheritdoc/>
    public HttpClient Client(string? accessToken = null) {
        var client = new HttpClient(balancer, disposeHandler: false) { BaseAddress = new("http://localhost:8008"), Timeout = TimeSpan.FromMinutes(2) };
        if (accessToken is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>A client of one server alone, past the balancer.</summary>
    public HttpClient ClientOf(int silo, string accessToken) => new() {
        BaseAddress = silos[silo].Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", accessToken) },
    };

    /// <summary>Where the other servers reach one.</summary>
    public int SiloPort(int silo) => silos[silo].SiloPort;

    /// <summary>Starts a server, as a supervisor does, and waits until the balancer sends there.</summary>
    public async Task Restart(int silo, CancellationToken stop) {
        silos[silo].Start([.. options, .. TownServer.Where(database)]);
        await balancer.IsHealthy(silo, stop);
    }

    /// <summary>Sends a signal: KILL, STOP, CONT, TERM.</summary>
    public void Signal(int silo, string signal) =>
        Process.Start("kill", [$"-{signal}", silos[silo].Process!.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Waits until a server's process has ended.</summary>
    /// <returns>Its exit code, and what it said on its error output.</returns>
    public async Task<(int Exit, string Errors)> End(int silo, CancellationToken stop) {
        await silos[silo].Process!.WaitForExitAsync(stop);
        return (silos[silo].Process!.ExitCode, silos[silo].Errors);
    }

    /// <summary>What the servers said on their error outputs.</summary>
    public string Said => string.Join("\n", silos.Select((s, i) => $"--- {i}\n{s.Errors}"));

    public async ValueTask DisposeAsync() {
        foreach (var silo in silos) await silo.DisposeAsync();
        balancer.Dispose();
        await database.DisposeAsync();
    }

    private sealed class Silo(int port, int siloPort) : IAsyncDisposable {
        private readonly List<string> errors = [];

        public Process? Process { get; private set; }

        public int SiloPort => siloPort;

        public Uri Address { get; } = new($"http://127.0.0.1:{port}");

        public string Errors {
            get {
                lock (errors) return string.Join("\n", errors);
            }
        }

        public void Start(string[] arguments) {
            Process?.Dispose();
            Process = new Process {
                StartInfo = TownServer.Info(["serve", "--urls", Address.GetLeftPart(UriPartial.Authority), "--silo", $"127.0.0.1:{siloPort}", .. arguments]),
            };
            Process.ErrorDataReceived += (_, line) => {
                lock (errors) errors.Add(line.Data ?? "");
            };
            Process.OutputDataReceived += (_, line) => {
                lock (errors) errors.Add(line.Data ?? "");
            };
            Process.Start();
            Process.BeginErrorReadLine();
            Process.BeginOutputReadLine();
        }

        public async ValueTask DisposeAsync() {
            if (Process is null) return;
            if (!Process.HasExited) {
                Process.Kill();
                await Process.WaitForExitAsync();
            }
            Process.Dispose();
        }
    }
}
