using System.Diagnostics;
using System.Globalization;
using System.Text;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>The program as a process, with all that it says.</summary>
internal sealed class RunningProgram : IAsyncDisposable {
    private readonly TemporaryFolder folder = new();
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource open = new();
    private readonly Process process;

    private RunningProgram((string Name, string Value)[] environment) {
        var info = TownServer.Info(["--urls", $"http://127.0.0.1:{Port}", "--data", folder.Path, "--keys", Path.Combine(folder.Path, "keys")]);
        foreach (var (name, value) in environment) info.Environment[name] = value;
        process = new Process { StartInfo = info, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => open.TrySetException(new InvalidOperationException($"The server ended: {Said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Port { get; } = TownServer.FreePort();

    /// <summary>All that it wrote to both its outputs.</summary>
    public string Said {
        get {
            lock (said) return said.ToString();
        }
    }

    public static async Task<RunningProgram> Start(params (string Name, string Value)[] environment) {
        var program = new RunningProgram(environment);
        await program.open.Task;
        return program;
    }

    /// <summary>A round trip: whatever was sent before has been read.</summary>
    public async Task Answers() {
        using var client = new HttpClient();
        await client.GetAsync(new Uri($"http://127.0.0.1:{Port}/health"), TestContext.Current.CancellationToken);
    }

    public void Terminate() => Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <returns>The exit code.</returns>
    public async Task<int> End() {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync() {
        if (!process.HasExited) {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
        folder.Dispose();
    }

    private void Hear(string? line) {
        if (line is null) return;
        lock (said) said.AppendLine(line);
        if (line.StartsWith("Teahouse is open", StringComparison.Ordinal)) open.TrySetResult();
    }
}
