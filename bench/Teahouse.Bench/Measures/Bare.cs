using System.Diagnostics;
using System.Globalization;
using Teahouse.Bench.Baselines;
using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>The bare server in a process of its own, on the core of the real one.</summary>
internal sealed class Bare : IAsyncDisposable {
    private readonly Process process;
    private readonly Connection[] lines;
    private readonly byte[] post = Connection.Request("POST", "/bare", null, BenchHouse.Body("bare"));
    private readonly byte[] get = Connection.Request("GET", "/bare", null, []);

    private Bare(Process process, Connection[] lines) => (this.process, this.lines) = (process, lines);

    public static async Task<Bare> Open(int connections) {
        var port = Pinned.FreePort();
        var process = Pinned.Start(Environment.ProcessPath!, ["bare", port.ToString(CultureInfo.InvariantCulture)]);
        await Pinned.Answers(port, process);
        return new(process, await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connection.Open(port))));
    }

    public Task<Stretch> Post(TimeSpan time) => Run(post, time);

    public Task<Stretch> Get(TimeSpan time) => Run(get, time);

    /// <summary>Inserts per second by writers that wait together, in a process of its own.</summary>
    public static async Task<double> Inserts(TimeSpan time, int writers) {
        var info = new ProcessStartInfo("taskset", [
            "-c", $"{Pinned.ServerCore}", Environment.ProcessPath!, "inserts",
            time.TotalSeconds.ToString(CultureInfo.InvariantCulture), writers.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var inserting = Process.Start(info) ?? throw new InvalidOperationException("The inserts did not start.");
        return double.Parse(await inserting.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The other side of <see cref="Inserts"/>.</summary>
    public static async Task Insert(TimeSpan time, int writers) {
        var folder = Directory.CreateTempSubdirectory("teahouse-bench-inserts-");
        try {
            await using var inserts = new BareInserts(folder.FullName);
            var row = BenchHouse.Body("bare").Concat(BenchHouse.Body("bare")).ToArray();
            // A third of the time is warm-up.
            await ClosedLoop.Run(writers, time / 3, async (_, _) => await inserts.Insert(row));
            var stretch = await ClosedLoop.Run(writers, time * 2 / 3, async (_, _) => await inserts.Insert(row));
            Console.WriteLine(stretch.PerSecond.ToString(CultureInfo.InvariantCulture));
        } finally {
            folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync() {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Task<Stretch> Run(byte[] request, TimeSpan time) => ClosedLoop.Run(lines.Length, time, async (who, _) => {
        if ((await lines[who].Exchange(request)).Status != 200) throw new InvalidOperationException("The bare server refused.");
    });
}
