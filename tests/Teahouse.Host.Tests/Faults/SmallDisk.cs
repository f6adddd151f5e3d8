using System.Diagnostics;

namespace Teahouse.Host.Tests.Faults;

/// <summary>A disk in memory that is soon full. Only root can mount one.</summary>
internal sealed class SmallDisk : IDisposable {
    private readonly string ballast;

    private SmallDisk(string path) => (Path, ballast) = (path, System.IO.Path.Combine(path, "ballast"));

    public string Path { get; }

    /// <summary>Mounts one that belongs to PostgreSQL's user; null where that is not permitted.</summary>
    public static async Task<SmallDisk?> Mount(int megabytes) {
        var path = Directory.CreateTempSubdirectory("teahouse-disk-").FullName;
        if (Environment.UserName == "root" && await Succeeds("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path)) {
            await Succeeds("chown", "postgres", path);
            return new(path);
        }
        Directory.Delete(path);
        return null;
    }

    /// <summary>Takes all room but so much.</summary>
    public void Leave(long bytes) {
        using var file = File.Create(ballast);
        var zeros = new byte[4096];
        for (var rest = new DriveInfo(Path).AvailableFreeSpace - bytes; rest > 0; rest -= zeros.Length) file.Write(zeros);
    }

    /// <summary>Gives it back.</summary>
    public void MakeRoom() => File.Delete(ballast);

    public void Dispose() {
        Process.Start("umount", [Path]).WaitForExit();
        Directory.Delete(Path);
    }

    private static async Task<bool> Succeeds(string program, params string[] arguments) {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
