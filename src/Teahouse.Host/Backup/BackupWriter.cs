using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection;
using System.Text.Json;
using Teahouse.Host.Backup.Age;
using Teahouse.Host.Secrets;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host.Backup;

/// <summary><c>teahouse backup</c>: writes a house into one sealed file, beside a running server (see <see cref="BackupOpening"/>).</summary>
internal sealed class BackupWriter {
    private readonly DatabaseSnapshot snapshot;
    private readonly TarWriter tar;
    private readonly MediaFolder media;
    private readonly DateTimeOffset madeAt;
    private readonly List<BackupPart> parts = [];

    private BackupWriter(DatabaseSnapshot snapshot, TarWriter tar, MediaFolder media, DateTimeOffset madeAt) =>
        (this.snapshot, this.tar, this.media, this.madeAt) = (snapshot, tar, media, madeAt);

    /// <summary>Which version of the program this is.</summary>
    public static string Version { get; } = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>Writes the backup; the file is there only when it is whole and on disk.</summary>
    /// <exception cref="StartRefusedException">There is no house, the file exists, or something cannot be read or written.</exception>
    public static async Task<BackupSummary> Write(
        HouseSettings settings, string path, IReadOnlyList<IAgeRecipient> recipients, TimeProvider clock, CancellationToken stop) {
        if (File.Exists(path)) throw new StartRefusedException($"{path} is there already. A backup overwrites nothing: name another file.");
        var began = clock.GetTimestamp();
        await using var snapshot = await DatabaseSnapshot.Open(settings.DataFolder, settings.Database, stop) ?? throw Addresses.NeverOpened(settings);
        var serverName = await snapshot.Read(Addresses.ServerNameIn) ?? throw Addresses.NeverOpened(settings);
        var secrets = await SealedSecrets.All(snapshot, settings.KeyFile);
        var partial = path + ".partial";
        try {
            BackupManifest manifest;
            await using (var file = Create(partial)) {
                await using var age = new AgeWriter(file, recipients);
                await using (var tar = new TarWriter(age, TarEntryFormat.Pax, leaveOpen: true)) {
                    manifest = await new BackupWriter(snapshot, tar, new(settings.MediaFolder), clock.GetUtcNow()).Everything(serverName, secrets, stop);
                }
                age.Finish();
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, path);
            return new(serverName, manifest, clock.GetElapsedTime(began));
        } catch {
            File.Delete(partial);
            throw;
        }
    }

    private async Task<BackupManifest> Everything(string serverName, IReadOnlyDictionary<string, byte[]> secrets, CancellationToken stop) {
        var tables = snapshot.Tables.Where(t => t.Name != BackupNames.SealedTable).ToList();
        await Entry(BackupNames.Opening, Json(new BackupOpening(
            BackupOpening.CurrentFormat, Version, madeAt.ToUnixTimeMilliseconds(), serverName, snapshot.Migrations, tables)), stop);
        foreach (var table in tables) await Rows(table, stop);
        await Secrets(secrets, stop);
        var missing = await Media(stop);
        var manifest = new BackupManifest(parts, missing);
        await Entry(BackupNames.Manifest, Json(manifest), stop);
        return manifest;
    }

    private async Task Rows(CopiedTable table, CancellationToken stop) {
        using var digest = new PartDigest(table.Name);
        var piece = 0;
        var chunk = new MemoryStream();
        var gzip = new GZipStream(chunk, CompressionLevel.Fastest, leaveOpen: true);
        await snapshot.Write(table, async line => {
            digest.Begin();
            digest.Add(line.Span);
            gzip.Write(line.Span);
            if (chunk.Length >= HostLimits.BackupChunkBytes) await EndPiece();
        }, stop);
        await EndPiece();
        await gzip.DisposeAsync();
        parts.Add(digest.Part());

        async Task EndPiece() {
            await gzip.DisposeAsync();
            if (chunk.Length == 0) return;
            chunk.Position = 0;
            await Entry(FormattableString.Invariant($"{BackupNames.Database}{table.Name}/{piece++:000000}.ndjson.gz"), chunk, stop);
            chunk.SetLength(0);
            gzip = new GZipStream(chunk, CompressionLevel.Fastest, leaveOpen: true);
        }
    }

    private async Task Secrets(IReadOnlyDictionary<string, byte[]> secrets, CancellationToken stop) {
        using var digest = new PartDigest(BackupNames.SecretsPart);
        foreach (var _ in secrets) digest.Begin();
        var json = Json(secrets);
        digest.Add(json.ToArray());
        await Entry(BackupNames.Secrets, json, stop);
        parts.Add(digest.Part());
    }

    /// <returns>How many files were not there.</returns>
    private async Task<long> Media(CancellationToken stop) {
        using var digest = new PartDigest(BackupNames.MediaPart);
        var missing = 0L;
        await foreach (var name in (await snapshot.Read(c => Task.FromResult(StoredMedia.Names(c)))).WithCancellation(stop)) {
            if (StoredMedia.Find(media, name) is not { } place) {
                missing++;
                continue;
            }
            digest.Begin();
            await using var file = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using var counted = new CountedStream(file, digest);
            await Entry(BackupNames.Media + name, counted, stop);
        }
        parts.Add(digest.Part());
        return missing;
    }

    private Task Entry(string name, Stream content, CancellationToken stop) => tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite, ModificationTime = madeAt }, stop);

    private static MemoryStream Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, BackupNames.Json));

    private static FileStream Create(string path) {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
