using System.Diagnostics;
using Npgsql;

namespace Teahouse.Town;

/// <summary>
/// A PostgreSQL of the tests' own: made by initdb in a temporary folder, run as an unprivileged user, reached by its socket
/// only. One per test process; a database per test.
/// </summary>
public static class PostgreSqlServer {
    private static readonly Lazy<Task<string>> Started = new(Start);
    private static int databases;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabase() {
        var name = $"town{Interlocked.Increment(ref databases)}";
        await Execute($"CREATE DATABASE {name}");
        return $"Host={await Started.Value};Username=postgres;Database={name};Maximum Pool Size=20";
    }

    /// <summary>Ends a database that <see cref="NewDatabase"/> made: hundreds of them, deleted as the process exits, would hold that up for too long.</summary>
    public static Task DropDatabase(string connectionString) =>
        Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task Execute(string sql) {
        await using var source = NpgsqlDataSource.Create($"Host={await Started.Value};Username=postgres;Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> Start() {
        var bin = Bin();
        var folder = Directory.CreateTempSubdirectory("teahouse-pg-").FullName;
        if (Environment.UserName == "root") await Finish(Begin("/bin/chown", null, "postgres", folder));
        var data = Path.Combine(folder, "data");
        await Finish(Begin(Path.Combine(bin, "initdb"), Unprivileged, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        // The tests kill our own process, never this one: what it has written need not outlive it.
        var server = Begin(Path.Combine(bin, "postgres"), Unprivileged,
            "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200", "-c", "fsync=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            Directory.Delete(folder, recursive: true);
        };
        while (await server.StandardError.ReadLineAsync() is { } line) {
            if (line.Contains("ready to accept connections", StringComparison.Ordinal)) {
                _ = server.StandardError.ReadToEndAsync();
                return folder;
            }
        }
        throw new InvalidOperationException("PostgreSQL ended before it was ready.");
    }

    private static string? Unprivileged => Environment.UserName == "root" ? "postgres" : null;

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
