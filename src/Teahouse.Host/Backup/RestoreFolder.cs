using Teahouse.Host.Serving;
using Teahouse.Host.Settings;
using Teahouse.Storage;

namespace Teahouse.Host.Backup;

/*  A data folder that is being filled.
    (1) It is empty, but perhaps for the key file.
    (2) restoring/ is made in it and locked; everything is written there.
    (3) The media move to their place.
    (4) The database appears: SQLite's file moves to its place, or PostgreSQL commits. Now there is a house.
    (5) restoring/ goes.
    Dead before (4): restoring/ is there and no house. The server refuses to start on that, and the next restore begins afresh.
    Dead after (4): the house is whole. */

/// <summary>The data folder during a restore.</summary>
internal sealed class RestoreFolder : IDisposable {
    private const string Name = "restoring";
    private const string LockName = "lock";
    private const string MediaName = "media";

    private readonly string dataFolder;
    private readonly bool isNew;
    private readonly FileStream isOurs;
    private bool isWhole;

    private RestoreFolder(string dataFolder, bool isNew, FileStream isOurs) => (this.dataFolder, this.isNew, this.isOurs) = (dataFolder, isNew, isOurs);

    /// <summary>Where everything is written first.</summary>
    public string Path => In(dataFolder);

    /// <summary>Where the media are written first.</summary>
    public string Media => System.IO.Path.Combine(Path, MediaName);

    /// <summary>Whether a restore into this folder was begun; there is a house all the same when it got to its end.</summary>
    public static bool WasBegun(string dataFolder) => Directory.Exists(In(dataFolder));

    /// <summary>Takes an empty folder, or one that a restore was broken off in.</summary>
    /// <exception cref="StartRefusedException">Something else is in it, or another restore is at work there.</exception>
    public static RestoreFolder Take(HouseSettings settings) {
        var folder = settings.DataFolder;
        var isNew = !Directory.Exists(folder);
        var begun = WasBegun(folder);
        var keyFile = System.IO.Path.GetFullPath(settings.KeyFile);
        var others = isNew ? [] : Directory.EnumerateFileSystemEntries(folder)
            .Where(e => System.IO.Path.GetFullPath(e) != keyFile && !Belongs(System.IO.Path.GetFileName(e), begun)).ToList();
        if (others.Count > 0) {
            throw new StartRefusedException(
                $"{Setting.Data}: {folder} is not empty: there is {System.IO.Path.GetFileName(others[0])}. A backup is restored into an empty folder only, "
                + "so that nothing is overwritten. Name another, or move away what is there.");
        }
        OwnersFolder.Make(folder);
        Directory.CreateDirectory(In(folder));
        var isOurs = Lock(folder);
        if (begun) Clear(folder);
        return new(folder, isNew, isOurs);
    }

    /// <summary>Moves the media to their place (3).</summary>
    public void SettleMedia() {
        if (Directory.Exists(Media)) Directory.Move(Media, System.IO.Path.Combine(dataFolder, MediaName));
    }

    /// <summary>Moves SQLite's file to its place (4).</summary>
    public void SettleDatabase() => Database.Move(Path, dataFolder);

    /// <summary>Says that there is a house now.</summary>
    public void IsWhole() => isWhole = true;

    /// <summary>Ends (5); what is not whole leaves nothing.</summary>
    public void Dispose() {
        if (!isWhole) Clear(dataFolder);
        isOurs.Dispose();
        Directory.Delete(Path, recursive: true);
        if (!isWhole && isNew) Directory.Delete(dataFolder);
    }

    private static string In(string dataFolder) => System.IO.Path.Combine(dataFolder, Name);

    // A folder that is a disk of its own has lost+found; a server that was refused here left its lock. What a broken restore left is what
    // this one would make.
    private static bool Belongs(string name, bool begun) => name is "lost+found" or OnlyServer.Name || (begun && name is Name or MediaName);

    private static FileStream Lock(string dataFolder) {
        try {
            return new FileStream(System.IO.Path.Combine(In(dataFolder), LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        } catch (IOException) {
            throw new StartRefusedException($"{Setting.Data}: another restore is at work in {dataFolder}.");
        }
    }

    private static void Clear(string dataFolder) {
        foreach (var entry in Directory.EnumerateFileSystemEntries(In(dataFolder)).Where(e => System.IO.Path.GetFileName(e) != LockName)) {
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
        }
        var media = System.IO.Path.Combine(dataFolder, MediaName);
        if (Directory.Exists(media)) Directory.Delete(media, recursive: true);
    }
}
