using System.Buffers;
using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text.Json;
using Teahouse.Host.Backup.Age;
using Teahouse.Host.Secrets;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host.Backup;

/// <summary>
/// <c>teahouse restore</c>: makes a house of a backup, in an empty place (see <see cref="BackupOpening"/> for what is in one and
/// <see cref="RestoreFolder"/> for what a power cut leaves). Whatever is not as the manifest says leaves nothing.
/// </summary>
internal sealed class Restore {
    private readonly BackupOpening opening;
    private readonly RestoreFolder folder;
    private readonly DatabaseRestore database;
    private readonly Dictionary<string, PartDigest> digests;
    private Dictionary<string, byte[]> secrets = [];
    private BackupManifest? manifest;
    private string? filling;

    private Restore(BackupOpening opening, RestoreFolder folder, DatabaseRestore database) {
        (this.opening, this.folder, this.database) = (opening, folder, database);
        string[] parts = [.. opening.Tables.Select(t => t.Name), BackupNames.SecretsPart, BackupNames.MediaPart];
        digests = parts.ToDictionary(p => p, p => new PartDigest(p));
    }

    /// <summary>Restores.</summary>
    /// <exception cref="StartRefusedException">The file does not open, is not whole, or the place is not empty.</exception>
    public static async Task<BackupSummary> Run(
        HouseSettings settings, string path, IReadOnlyList<IAgeIdentity> identities, TimeProvider clock, CancellationToken stop) {
        var began = clock.GetTimestamp();
        try {
            await using var file = Readable(path);
            await using var age = new AgeReader(file, identities);
            await using var tar = new TarReader(age);
            var opening = await Opening(tar, stop);
            using var folder = RestoreFolder.Take(settings);
            await using var database = await DatabaseRestore.Begin(folder.Path, settings.Database, OpenHouse.Migrations, opening.Migrations, clock, stop);
            var restore = new Restore(opening, folder, database);
            await restore.Everything(tar, stop);
            await age.CopyToAsync(Stream.Null, stop);       // to its end, so that nothing was cut off or added
            var manifest = await restore.Checked(stop);
            await restore.Settle(settings, stop);
            return new(opening.ServerName, manifest, clock.GetElapsedTime(began));
        } catch (AgeException e) {
            throw new StartRefusedException($"{path} {Reason(e.Problem)}");
        } catch (DatabaseRefusedException e) {
            throw new StartRefusedException(e.Message);
        } catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException or FormatException) {
            throw new StartRefusedException($"{path} opens, and what is in it is no backup of Teahouse: {e.Message}");
        }
    }

    private static FileStream Readable(string path) {
        try {
            return File.OpenRead(path);
        } catch (Exception e) when (e is IOException or UnauthorizedAccessException) {
            throw new StartRefusedException(File.Exists(path) ? $"{path} cannot be read: {e.Message}" : $"There is no file {path}.");
        }
    }

    private static string Reason(AgeProblem problem) => problem switch {
        AgeProblem.NotAge => "is no backup: it does not begin as an age file does.",
        AgeProblem.HeaderDamaged => "has a damaged beginning. Take another copy of it.",
        AgeProblem.NoMatch => "does not open with that key or passphrase: it was sealed for another.",
        AgeProblem.HeaderForged => "was altered: its beginning is not the one that it was written with.",
        AgeProblem.PayloadDamaged => "is damaged or was altered: a part of it is not what was written. Take another copy of it.",
        AgeProblem.Truncated => "is not whole: it ends too early, or was altered at its end. Take another copy of it.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem)),
    };

    private static async Task<BackupOpening> Opening(TarReader tar, CancellationToken stop) {
        var entry = await tar.GetNextEntryAsync(cancellationToken: stop);
        if (entry?.Name != BackupNames.Opening) throw new InvalidDataException($"{BackupNames.Opening} does not come first.");
        var opening = await Json<BackupOpening>(entry, stop);
        return opening.Format == BackupOpening.CurrentFormat ? opening : throw new StartRefusedException(
            $"This backup is of form {opening.Format}, made by Teahouse {opening.Version}, and this program reads form {BackupOpening.CurrentFormat}. Restore it with that version.");
    }

    private static async Task<T> Json<T>(TarEntry entry, CancellationToken stop) =>
        await JsonSerializer.DeserializeAsync<T>(entry.DataStream ?? Stream.Null, BackupNames.Json, stop)
        ?? throw new InvalidDataException($"{entry.Name} is empty.");

    private async Task Everything(TarReader tar, CancellationToken stop) {
        while (await tar.GetNextEntryAsync(cancellationToken: stop) is { } entry) {
            if (manifest is not null) throw new InvalidDataException($"{entry.Name} comes after the manifest.");
            if (entry.Name.StartsWith(BackupNames.Database, StringComparison.Ordinal)) await Rows(entry, stop);
            else if (entry.Name.StartsWith(BackupNames.Media, StringComparison.Ordinal)) await Media(entry, stop);
            else if (entry.Name == BackupNames.Secrets) await Secrets(entry, stop);
            else if (entry.Name == BackupNames.Manifest) manifest = await Json<BackupManifest>(entry, stop);
            else throw new InvalidDataException($"{entry.Name} does not belong there.");
        }
    }

    private async Task Rows(TarEntry entry, CancellationToken stop) {
        var name = entry.Name.Split('/')[1];
        var table = opening.Tables.FirstOrDefault(t => t.Name == name) ?? throw new InvalidDataException($"{name} is none of its tables.");
        if (filling != name) await database.Into(table, stop);
        filling = name;
        var digest = digests[name];
        await using var gzip = new GZipStream(entry.DataStream ?? Stream.Null, CompressionMode.Decompress);
        var lines = PipeReader.Create(gzip);
        while (await Line(lines, stop) is { } line) {
            digest.Begin();
            digest.Add(line);
            using var row = JsonDocument.Parse(line);
            await database.Row(row.RootElement, stop);
        }
    }

    private static async Task<byte[]?> Line(PipeReader lines, CancellationToken stop) {
        while (true) {
            var read = await lines.ReadAsync(stop);
            if (read.Buffer.PositionOf((byte)'\n') is { } end) {
                var next = read.Buffer.GetPosition(1, end);
                var line = read.Buffer.Slice(0, next).ToArray();
                lines.AdvanceTo(next);
                return line;
            }
            if (read.IsCompleted) return read.Buffer.IsEmpty ? null : throw new InvalidDataException("A row has no end.");
            lines.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async Task Secrets(TarEntry entry, CancellationToken stop) {
        var bytes = new MemoryStream();
        await (entry.DataStream ?? Stream.Null).CopyToAsync(bytes, stop);
        secrets = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(bytes.ToArray(), BackupNames.Json) ?? throw new InvalidDataException("There are no secrets.");
        foreach (var _ in secrets) digests[BackupNames.SecretsPart].Begin();
        digests[BackupNames.SecretsPart].Add(bytes.ToArray());
    }

    private async Task Media(TarEntry entry, CancellationToken stop) {
        var name = entry.Name[BackupNames.Media.Length..];
        if (!StoredMedia.IsName(name)) throw new InvalidDataException($"{entry.Name} is no name of a file.");
        var place = StoredMedia.PlaceOf(new(folder.Media), name);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var digest = digests[BackupNames.MediaPart];
        digest.Begin();
        await using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[AgeChunks.ChunkBytes];
        for (int read; (read = await (entry.DataStream ?? Stream.Null).ReadAsync(buffer, stop)) > 0;) {
            digest.Add(buffer.AsSpan(0, read));
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        file.Flush(flushToDisk: true);
    }

    /// <summary>Compares what came with the manifest, and what is in the database with what came.</summary>
    private async Task<BackupManifest> Checked(CancellationToken stop) {
        if (manifest is null) throw new InvalidDataException("it has no manifest, so it is not whole.");
        if (!manifest.Parts.SequenceEqual(digests.Values.Select(d => d.Part()))) throw new InvalidDataException("it is not what its manifest says.");
        foreach (var table in opening.Tables) {
            var (rows, wanted) = (await database.Count(table, stop), digests[table.Name].Count);
            if (rows != wanted) throw new InvalidDataException($"{table.Name} has {rows} rows, and the backup {wanted}.");
        }
        return manifest;
    }

    private async Task Settle(HouseSettings settings, CancellationToken stop) {
        await database.Into(new(BackupNames.SealedTable, ["name", "sealed"]), stop);
        foreach (var (name, secret) in secrets) {
            var row = JsonSerializer.SerializeToElement(new object[] { name, SealedSecrets.SealFor(settings.KeyFile, name, secret) });
            await database.Row(row, stop);
        }
        if (settings.Database is not null) folder.SettleMedia();
        await database.Commit(stop);
        if (settings.Database is null) {
            await database.DisposeAsync();
            folder.SettleMedia();
            folder.SettleDatabase();
        }
        folder.IsWhole();
    }
}
