using System.Runtime.InteropServices;

namespace Teahouse.Host.Serving;

/// <summary>
/// A limit of file sizes (<c>ulimit -f</c>, systemd's <c>LimitFSIZE</c>) that a write would exceed makes that write fail, as a full
/// disk does. Left alone, the kernel would end the process.
/// </summary>
internal static class FileSizeLimit {
    private const PosixSignal Exceeded = (PosixSignal)25;       // SIGXFSZ on Linux and macOS

    /// <summary>Outlives it until the result is disposed.</summary>
    public static IDisposable Outlive() => PosixSignalRegistration.Create(Exceeded, signal => signal.Cancel = true);
}
