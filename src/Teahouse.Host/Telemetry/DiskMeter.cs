using System.Diagnostics.Metrics;
using Teahouse.Host.Settings;

namespace Teahouse.Host.Telemetry;

/// <summary>How much room is left on the disk.</summary>
internal static class DiskMeter {
    private static readonly Meter Meter = new("Teahouse.Host");

    /// <summary>Measures it whenever the metrics are read.</summary>
    public static void Watch(HouseSettings settings) =>
        Meter.CreateObservableGauge("teahouse.disk.free", () => Free(settings.DataFolder), "By", "Bytes left on the disk that the data folder is on.");

    /// <summary>Bytes left where a folder is.</summary>
    public static long Free(string folder) => new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
}
