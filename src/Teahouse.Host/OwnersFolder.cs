namespace Teahouse.Host;

/// <summary>A folder in which only the user that Teahouse runs as may look.</summary>
internal static class OwnersFolder {
    /// <summary>Makes it; one that is there already stays as it is.</summary>
    public static void Make(string path) {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
