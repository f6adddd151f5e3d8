using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Teahouse.Bench.Load;

/// <summary>A process on a core that it shares with nothing of ours.</summary>
internal static class Pinned {
    /// <summary>The core of what is measured. The load has the other.</summary>
    public const int ServerCore = 0;

    /// <summary>Starts a program there, with all its threads.</summary>
    public static Process Start(string program, IEnumerable<string> arguments) {
        var info = new ProcessStartInfo("taskset", ["-c", $"{ServerCore}", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start.");
        // Nobody reads them, and a full pipe would stop the server.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is { } text) Console.Error.WriteLine(text); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public static int FreePort() {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens.</summary>
    public static async Task Answers(int port, Process process) {
        var waiting = Stopwatch.StartNew();
        while (waiting.Elapsed < TimeSpan.FromSeconds(30)) {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            try {
                using var connection = await Connection.Open(port);
                return;
            } catch (SocketException) {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException("The server did not answer.");
    }
}
