using Teahouse.Host.Settings;

namespace Teahouse.Host.Serving;

/// <summary>
/// SQLite's file has one server: another would not hear what this one commits, and answer from what it remembers. The kernel lets go of
/// the lock when the process ends, however it ends. Commands beside the server do not ask.
/// </summary>
internal static class OnlyServer {
    /// <summary>The file that is locked. It holds nothing, and stays.</summary>
    public const string Name = "serving.lock";

    /// <summary>Takes the data folder until the end; makes it, for its owner only, when there is none. Nothing to take where PostgreSQL is the database.</summary>
    /// <exception cref="StartRefusedException">Another server has it, or it cannot be used.</exception>
    public static IDisposable? Take(HouseSettings settings) {
        if (File.Exists(settings.DataFolder)) throw new StartRefusedException($"{Setting.Data}: {settings.DataFolder} is a file, and must be a folder.");
        try {
            OwnersFolder.Make(settings.DataFolder);
            if (settings.Database is not null) return null;
            return new FileStream(Path.Combine(settings.DataFolder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        } catch (IOException) when (File.Exists(Path.Combine(settings.DataFolder, Name))) {
            throw new StartRefusedException(
                $"{Setting.Data}: another server is open on {Path.GetFullPath(settings.DataFolder)}. Stop that one, or name another folder; "
                + $"several servers share a PostgreSQL ({Setting.Database} and {Setting.Silo}).");
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{Setting.Data}: {settings.DataFolder} cannot be used: {e.Message}");
        }
    }
}
