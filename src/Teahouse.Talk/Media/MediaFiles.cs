using System.Security.Cryptography;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/*  How a file comes to lie here.
    (1) It is written to incoming/ under a name of our own making, locked as long as it is being written.
    (2) Its bytes are on disk.
    (3) A row names it, in one commit with the quota.
    (4) It moves to its place, and the move is on disk. Now whoever sent it hears of it.
    Dead before (3): nothing names the file; the next start removes it. Dead between (3) and (4): the next start makes up for the
    move, or whoever asks for the file before. Where (3) failed, a row may name the file all the same: then it is left where it
    lies, and a round (SettleUploads) looks later. What is served always has both a row and its place, so half a file never is. */

/// <summary>The files of the media folder. Their names are random and say nothing; no name ever comes from a request.</summary>
internal sealed partial class MediaFiles {
    private const int NameHexDigits = 32;

    private readonly string folder;
    private readonly string incoming;
    private readonly ILogger<MediaFiles> log;

    public MediaFiles(MediaFolder folder, ILogger<MediaFiles> log) {
        this.log = log;
        this.folder = Path.GetFullPath(folder.Path);
        incoming = Path.Combine(this.folder, "incoming");
        Directory.CreateDirectory(incoming);
    }

    /// <summary>Begins a file (1).</summary>
    /// <exception cref="MatrixRefusalException">503: the disk is full, or does not work.</exception>
    public IncomingFile Begin() {
        try {
            return new(this, RandomNumberGenerator.GetHexString(NameHexDigits, lowercase: true));
        } catch (Exception e) when (IsDisks(e)) {
            throw Refusal(e);
        }
    }

    /// <summary>Where a file lies that a row names; null when it is not there.</summary>
    public string? Find(string name) {
        var place = PlaceOf(name);
        if (!File.Exists(place) && IsAbandoned(IncomingOf(name))) Settle(name);
        return File.Exists(place) ? place : null;
    }

    /// <summary>Files in incoming/ that nobody writes any more, and since when.</summary>
    public IEnumerable<(string Name, DateTimeOffset Since)> Abandoned() =>
        Directory.EnumerateFiles(incoming).Where(IsAbandoned).Select(path => (Path.GetFileName(path), (DateTimeOffset)File.GetLastWriteTimeUtc(path)));

    /// <summary>Whether this is the disk's failure. A limit of file sizes is told as an argument out of range.</summary>
    public static bool IsDisks(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    /// <summary>What whoever sent a file is told when the disk does not take it.</summary>
    public MatrixRefusalException Refusal(Exception e) {
        LogNotKept(log, e);
        return new MatrixError(503, "M_UNKNOWN", "The house cannot keep files at the moment. Try again later.") { RetryAfter = TimeSpan.FromSeconds(10) }.Thrown();
    }

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

/// <summary>A file on its way into the media folder; gone again unless a row names it.</summary>
internal sealed class IncomingFile : IAsyncDisposable {
    private readonly MediaFiles files;

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

    /// <summary>What has been written.</summary>
    public FileStream Stream { get; }

    /// <summary>Writes a piece.</summary>
    /// <exception cref="MatrixRefusalException">503: the disk is full, or does not work.</exception>
    public async Task Write(ReadOnlyMemory<byte> piece, CancellationToken stop) {
        try {
            await Stream.WriteAsync(piece, stop);
        } catch (Exception e) when (MediaFiles.IsDisks(e)) {
            throw files.Refusal(e);
        }
    }

    /// <summary>Brings the bytes to the disk (2).</summary>
    /// <exception cref="MatrixRefusalException">503: the disk is full, or does not work.</exception>
    public void Flush() {
        try {
            RandomAccess.FlushToDisk(Stream.SafeFileHandle);
        } catch (Exception e) when (MediaFiles.IsDisks(e)) {
            throw files.Refusal(e);
        }
    }

    /// <summary>Whether a row may name it: then it is not dropped, whatever happens.</summary>
    public bool MayBeNamed { get; set; }

    /// <summary>Moves it to its place (4). Call it after the commit of the row.</summary>
    /// <exception cref="MatrixRefusalException">503: the disk is full, or does not work; whoever asks for the file moves it.</exception>
    public void Settle() {
        MayBeNamed = true;
        // A reader who finds the file in its place must not meet the lock.
        Stream.Dispose();
        try {
            files.Settle(Name);
        } catch (Exception e) when (MediaFiles.IsDisks(e)) {
            throw files.Refusal(e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() {
        if (!MayBeNamed) files.Drop(Name);
        await Stream.DisposeAsync();
    }
}
