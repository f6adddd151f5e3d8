using System.Security.Cryptography;

namespace Teahouse.Talk.Media;

/*  How a file comes to lie here.
    (1) It is written to incoming/ under a name of our own making, locked as long as it is being written.
    (2) Its bytes are on disk.
    (3) A row names it, in one commit with the quota.
    (4) It moves to its place, and the move is on disk. Now whoever sent it hears of it.
    Dead before (3): nothing names the file; the next start removes it. Dead between (3) and (4): the next start makes up for the
    move. What is served always has both a row and its place, so half a file never is. */

/// <summary>The files of the media folder. Their names are random and say nothing; no name ever comes from a request.</summary>
internal sealed class MediaFiles {
    private const int NameHexDigits = 32;

    private readonly string folder;
    private readonly string incoming;

    public MediaFiles(MediaFolder folder) {
        this.folder = Path.GetFullPath(folder.Path);
        incoming = Path.Combine(this.folder, "incoming");
        Directory.CreateDirectory(incoming);
    }

    /// <summary>Begins a file (1).</summary>
    public IncomingFile Begin() => new(this, RandomNumberGenerator.GetHexString(NameHexDigits, lowercase: true));

    /// <summary>Where a file lies that a row names; null when it is not there.</summary>
    public string? Find(string name) => PlaceOf(name) is var place && File.Exists(place) ? place : null;

    /// <summary>Files in incoming/ that nobody writes any more.</summary>
    public IEnumerable<string> Abandoned() => Directory.EnumerateFiles(incoming).Where(IsAbandoned).Select(path => Path.GetFileName(path));

    /// <summary>Moves a file of incoming/ to its place (4).</summary>
    public void Settle(string name) {
        var place = PlaceOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        try {
            File.Move(IncomingOf(name), place);
        } catch (FileNotFoundException) when (File.Exists(place)) {
            // A silo that has just started made up for the move first.
        }
        // Of a file that was moved, file systems with a journal bring the move to the disk too.
        using var moved = File.OpenHandle(place, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(moved);
    }

    /// <summary>Removes a file of incoming/.</summary>
    public void Drop(string name) => File.Delete(IncomingOf(name));

    internal string IncomingOf(string name) => Path.Combine(incoming, name);

    // Two digits of the name: a folder per 256th of the files keeps each small.
    private string PlaceOf(string name) => Path.Combine(folder, name[..2], name);

    private static bool IsAbandoned(string path) {
        try {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        } catch (IOException) {
            return false;       // locked: another silo, or this one, is writing it
        }
    }
}

/// <summary>A file on its way into the media folder; gone again unless it is settled.</summary>
internal sealed class IncomingFile : IAsyncDisposable {
    private readonly MediaFiles files;
    private bool isSettled;

    public IncomingFile(MediaFiles files, string name) {
        this.files = files;
        Name = name;
        // No buffer: what is written comes in pieces of some kilobytes already. The share mode is the lock.
        Stream = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
    }

    /// <summary>Its name, for the row.</summary>
    public string Name { get; }

    /// <summary>Where it lies now.</summary>
    public string Path => files.IncomingOf(Name);

    /// <summary>Where to write.</summary>
    public FileStream Stream { get; }

    /// <summary>Brings the bytes to the disk (2).</summary>
    public void Flush() => RandomAccess.FlushToDisk(Stream.SafeFileHandle);

    /// <summary>Moves it to its place (4). Call it after the commit of the row.</summary>
    public void Settle() {
        // A reader who finds the file in its place must not meet the lock.
        Stream.Dispose();
        files.Settle(Name);
        isSettled = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() {
        if (!isSettled) files.Drop(Name);
        await Stream.DisposeAsync();
    }
}
