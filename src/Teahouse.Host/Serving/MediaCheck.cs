using Teahouse.Host.Settings;

namespace Teahouse.Host.Serving;

/// <summary>Whether the media folder can be written to: asked at start, not by the first person who sends a picture.</summary>
internal static class MediaCheck {
    /// <exception cref="StartRefusedException">It cannot.</exception>
    public static void Demand(HouseSettings settings) {
        try {
            Directory.CreateDirectory(settings.MediaFolder);
            var probe = Path.Combine(settings.MediaFolder, $".probe-{Environment.ProcessId}");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            _ = Directory.EnumerateFileSystemEntries(settings.MediaFolder).Any();
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{Setting.Data}: the media folder {settings.MediaFolder} cannot be used: {e.Message}");
        }
    }
}
