using System.Text.Json;
using Teahouse.Storage;

namespace Teahouse.Host.Backup;

/*  What is in a backup: an age file (age-encryption.org/v1) around a tar archive, so that programs which are not ours can open it.
    (1) opening.json: which house, which program, which tables.
    (2) database/TABLE/NNNNNN.ndjson.gz: the rows, a JSON array a line, as they were at one instant.
    (3) secrets.json: what the key file seals, opened: a house whose key file is lost can come back.
    (4) media/NAME: the files that the rows name. They never change, so reading them after the rows is reading them at that instant.
    (5) manifest.json: how much of each there is, and its SHA-256. A backup without it is not whole.
    The instant is that of (1): who writes meanwhile is neither stopped nor copied. */

/// <summary>The first entry.</summary>
/// <param name="Format">Which form the rest has.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="MadeAt">When, in milliseconds.</param>
/// <param name="ServerName">What the house is called.</param>
/// <param name="Migrations">What its database has had.</param>
/// <param name="Tables">What follows.</param>
internal sealed record BackupOpening(
    int Format, string Version, long MadeAt, string ServerName, IReadOnlyList<AppliedMigration> Migrations, IReadOnlyList<CopiedTable> Tables) {
    /// <summary>The form that this program writes and reads.</summary>
    public const int CurrentFormat = 1;
}

/// <summary>How much there is of one part.</summary>
/// <param name="Name">The table, <c>media</c> or <c>secrets</c>.</param>
/// <param name="Count">Rows, files, secrets.</param>
/// <param name="Bytes">Bytes before compression.</param>
/// <param name="Sha256">Over the bytes.</param>
internal sealed record BackupPart(string Name, long Count, long Bytes, string Sha256);

/// <summary>The last entry.</summary>
/// <param name="Parts">Every part, in its order.</param>
/// <param name="MissingFiles">Media that a row names and that were not there.</param>
internal sealed record BackupManifest(IReadOnlyList<BackupPart> Parts, long MissingFiles);

/// <summary>What was copied, for the operator.</summary>
/// <param name="ServerName">Which house.</param>
/// <param name="Manifest">How much.</param>
/// <param name="Took">How long.</param>
internal sealed record BackupSummary(string ServerName, BackupManifest Manifest, TimeSpan Took) {
    /// <summary>In a line.</summary>
    public override string ToString() {
        var media = Manifest.Parts.Single(p => p.Name == BackupNames.MediaPart);
        var tables = Manifest.Parts.Where(p => p.Name is not (BackupNames.MediaPart or BackupNames.SecretsPart)).ToList();
        var missing = Manifest.MissingFiles == 0 ? "" : $" {Manifest.MissingFiles} files that rows name were not there.";
        return FormattableString.Invariant(
            $"{ServerName}: {tables.Sum(t => t.Count)} rows in {tables.Count} tables, {media.Count} files, {tables.Sum(t => t.Bytes) + media.Bytes} bytes, in {Took.TotalSeconds:0.0} s.{missing}");
    }
}

/// <summary>How the entries are called.</summary>
internal static class BackupNames {
    public const string Opening = "opening.json";
    public const string Secrets = "secrets.json";
    public const string Manifest = "manifest.json";
    public const string Media = "media/";
    public const string Database = "database/";
    public const string MediaPart = "media";
    public const string SecretsPart = "secrets";

    /// <summary>Not among the rows: it stands, opened, in <see cref="Secrets"/>.</summary>
    public const string SealedTable = "host_secret";

    /// <summary>JSON as it is written here.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
}
