using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Teahouse.Town;

/// <summary>
/// A PostgreSQL made by initdb in a temporary folder, run as an unprivileged user, reached by its socket only. What it has written
/// survives the end of its process, not that of the machine.
/// </summary>
public sealed class PostgreSqlProcess {
    private readonly string folder;
    private Process? server;

    private PostgreSqlProcess(string folder) => this.folder = folder;

    /// <summary>Makes one and starts it.</summary>
    public static async Task<PostgreSqlProcess> Make() {
        var made = new PostgreSqlProcess(Directory.CreateTempSubdirectory("teahouse-pg-").FullName);
        if (Environment.UserName == "root") await Finish(Begin("/bin/chown", null, "postgres", made.folder));
        await Finish(Begin(Path.Combine(Bin(), "initdb"), Unprivileged, "-D", made.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        await made.Start();
        return made;
    }

    /// <summary>The connection string of one of its databases.</summary>
    public string Connection(string database) => $"Host={folder};Username=postgres;Database={database};Maximum Pool Size=20";

    /// <summary>Carries out a command of its administrator.</summary>
    public async Task Execute(string sql) {
        await using var source = NpgsqlDataSource.Create(Connection("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts it, also after its end.</summary>
    public async Task Start() {
        server = Begin(Path.Combine(Bin(), "postgres"), Unprivileged,
            "-D", Data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "fsync=off");
        while (await server.StandardError.ReadLineAsync() is { } line) {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal)) {
                _ = server.StandardError.ReadToEndAsync();
                return;
            }
        }
        throw new InvalidOperationException("PostgreSQL ended before it was ready.");
    }

    /// <summary>Sends a signal to its first process: KILL, INT (ends all connections and stops).</summary>
    public async Task End(string signal) {
        await Signal(signal, Id);
        await server!.WaitForExitAsync();
    }

    /// <summary>Sends a signal to all of its processes: STOP, CONT.</summary>
    public async Task SignalAll(string signal) {
        var children = Process.Start(new ProcessStartInfo("ps", ["--ppid", Id, "-o", "pid="]) { RedirectStandardOutput = true })!;
        var ids = (await children.StandardOutput.ReadToEndAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        await children.WaitForExitAsync();
        await Signal(signal, [Id, .. ids]);
    }

    /// <summary>Ends it at once and leaves nothing.</summary>
    public void Remove() {
        server?.Kill(entireProcessTree: true);
        server?.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }

    private string Data => Path.Combine(folder, "data");

    private string Id => server!.Id.ToString(CultureInfo.InvariantCulture);

    private static string? Unprivileged => Environment.UserName == "root" ? "postgres" : null;

    private static Task Signal(string signal, params string[] ids) => Process.Start("kill", [$"-{signal}", .. ids]).WaitForExitAsync();

    private static string Bin() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb")))
                .OrderBy(d => d, StringComparer.Ordinal).LastOrDefault() ?? throw Missing()
            : throw Missing();

    private static InvalidOperationException Missing() => new("PostgreSQL is not installed. On Debian: apt-get install -y postgresql");

    private static Process Begin(string program, string? user, params string[] arguments) {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" };
        if (user is not null) info.UserName = user;
        return Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    private static async Task Finish(Process process) {
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{process.StartInfo.FileName}: {await output}{errors}");
    }
}
