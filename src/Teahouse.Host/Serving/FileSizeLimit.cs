using System.Runtime.InteropServices;

namespace Teahouse.Host.Serving;

/// <summary>
/// A limit of file sizes (<c>ulimit -f</c>, systemd's <c>LimitFSIZE</c>) that a write would exceed makes that write fail, as a full
/// disk does. Left alone, the kernel would end the process.
/// </summary>
internal static class FileSizeLimit {
    private const PosixSignal Exceeded = (PosixSignal)25;       // SIGXFSZ on Linux and macOS

    // For good: files are written until the very end, when a database that could not be opened is closed.
    private static PosixSignalRegistration? outlived;

    /// <summary>Outlives it from now on, for as long as the process lives.</summary>
    public static void Outlive() => outlived ??= PosixSignalRegistration.Create(Exceeded, signal => signal.Cancel = true);
}
