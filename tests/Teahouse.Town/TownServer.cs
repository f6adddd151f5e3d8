using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Teahouse.Storage;

namespace Teahouse.Town;

/// <summary>The real server, as a process of its own, on a free port and an empty database.</summary>
public sealed class TownServer : ITown, IAsyncDisposable {
    private static readonly ConcurrentBag<FileStream> Reserved = [];

    private readonly TestDatabase database;
    private readonly string[] options;
    private Process process;
    private bool isStranger;

    private TownServer(TestDatabase database, int port, string[] options, Process process) =>
        (this.database, Port, this.options, this.process) = (database, port, options, process);

    public int Port { get; }

    /// <summary>The folder with the server's data and its key file.</summary>
    public string Folder => database.Folder;

    public string? ConnectionString => database.ConnectionString;

    /// <summary>The address that browsers use.</summary>
    public Uri Address => new($"http://localhost:{Port}");

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="options">More of the program's options, for example <c>--registration token</c>.</param>
    public static async Task<TownServer> Start(DatabaseKind kind = DatabaseKind.Sqlite, params string[] options) {
        var database = await TestDatabase.Create(kind);
        var port = FreePort();
        return new TownServer(database, port, options, await Launch(database, port, options));
    }

    /// <summary>Starts a server on a database that is there already, and takes it over.</summary>
    public static async Task<TownServer> StartOn(TestDatabase database, params string[] options) {
        var port = FreePort();
        return new TownServer(database, port, options, await Launch(database, port, options));
    }

    /// <summary>A client of this server; with an access token, that person's.</summary>
    public HttpClient Client(string? accessToken = null) {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
        if (accessToken is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>Starts another server on the same database that knows nothing of this one. Its end leaves the database.</summary>
    public async Task<TownServer> Stranger() {
        var port = FreePort();
        return new(database, port, options, await Launch(database, port, options)) { isStranger = true };
    }

    /// <summary>How large a file the process may write from now on (bytes); null for as large as it likes.</summary>
    public async Task LimitFiles(long? bytes) {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var prlimit = Process.Start("prlimit", [$"--pid={process.Id}", $"--fsize={limit}:"]);
        await prlimit.WaitForExitAsync();
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task Kill() {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Starts the program again on the same data.</summary>
    public async Task Restart() => process = await Launch(database, Port, options);

    /// <summary>Runs another command of the program beside the server, for example <c>people invite</c>.</summary>
    /// <returns>Exit code, standard output, standard error.</returns>
    public Task<(int Exit, string Output, string Errors)> Command(params string[] arguments) => Run([.. arguments, .. Where(database)]);

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> Run(params string[] arguments) {
        using var command = Process.Start(Info(arguments))!;
        var errors = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return (command.ExitCode, output, await errors);
    }

    /// <summary>Starts the server where no file may grow beyond so many bytes, which is to be too few for a first start.</summary>
    /// <returns>Exit code, standard error.</returns>
    public static async Task<(int Exit, string Errors)> StartWithoutRoom(TestDatabase database, long bytes) {
        var info = Info(["serve", "--urls", $"http://127.0.0.1:{FreePort()}", .. Where(database)]);
        var limited = new ProcessStartInfo("prlimit", [$"--fsize={bytes}:", info.FileName, .. info.ArgumentList]) {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = info.WorkingDirectory,
        };
        // Otherwise the runtime itself begins with a large file.
        limited.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var start = Process.Start(limited)!;
        var output = start.StandardOutput.ReadToEndAsync();
        var errors = await start.StandardError.ReadToEndAsync();
        await output;
        await start.WaitForExitAsync();
        return (start.ExitCode, errors);
    }

    public async ValueTask DisposeAsync() {
        if (!process.HasExited) await Kill();
        process.Dispose();
        if (!isStranger) await database.DisposeAsync();
    }

    /// <summary>
    /// A port on which nobody listens, below those that outgoing connections are given: one of these might take it until it is used. No other
    /// process of the tests is given it for as long as this one lives: seconds go by until somebody listens there.
    /// </summary>
    public static int FreePort() {
        while (true) {
            var port = Random.Shared.Next(12_000, 32_000);
            if (Reserve(port) is not { } reservation) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try {
                listener.Start();
                Reserved.Add(reservation);
                return port;
            } catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse) {
                reservation.Dispose();
            }
        }
    }

    private static FileStream? Reserve(int port) {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "teahouse-ports"));
        try {
            return new(Path.Combine(folder.FullName, port.ToString(CultureInfo.InvariantCulture)), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        } catch (IOException) {
            return null;
        }
    }

    private static async Task<Process> Launch(TestDatabase database, int port, string[] options) {
        var process = Process.Start(Info(["serve", "--urls", $"http://127.0.0.1:{port}", .. Where(database), .. options]))!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line) {
            if (!line.StartsWith("Teahouse is open", StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return process;
        }
        throw new InvalidOperationException($"The server ended before it was ready: {await errors}");
    }

    /// <summary>The options that say which house.</summary>
    public static string[] Where(TestDatabase database) => [
        "--data", database.Folder, "--keys", Path.Combine(database.Folder, "teahouse.keys"),
        .. database.ConnectionString is { } connection ? new[] { "--database", connection } : []];

    /// <summary>How the program is started, with its output caught: the one that <c>TEAHOUSE_BIN</c> names, or else the one built with the tests.</summary>
    public static ProcessStartInfo Info(IEnumerable<string> arguments) {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var built = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, $"../../../../../src/Teahouse.Host/bin/{configuration}/net10.0/teahouse"));
        var program = Environment.GetEnvironmentVariable("TEAHOUSE_BIN") is { Length: > 0 } named ? named : built;
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/tmp" };
        // A sixth of what a short life costs: counting what would be worth compiling better in a long one, and guarding pages of code.
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return info;
    }
}
