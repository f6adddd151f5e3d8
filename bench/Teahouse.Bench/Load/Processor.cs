using System.Diagnostics;
using System.Globalization;

namespace Teahouse.Bench.Load;

/// <summary>What a process has used.</summary>
internal static class Processor {
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of a core since it began, from /proc.</summary>
    public static double Seconds(Process process) {
        var fields = File.ReadAllText($"/proc/{process.Id}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Kilobytes of memory that are in use now.</summary>
    public static double ResidentKilobytes(Process process) {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
