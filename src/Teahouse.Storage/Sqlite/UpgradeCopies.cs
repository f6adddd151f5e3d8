using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>
/// A copy of SQLite's file, made before a newer program changes its tables: the way back to the program before. The newest few
/// are kept. They lie beside the database, so they are no backup.
/// </summary>
internal static class UpgradeCopies {
    private const string Folder = "backups";
    private const string Pattern = "before-upgrade-*.db";

    /// <summary>Makes one; it has its name only when it is whole and on disk.</summary>
    public static void Make(SqliteConnection connection, string file, TimeProvider clock) {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(file)!, Folder)).FullName;
        var name = $"before-upgrade-{clock.GetUtcNow().ToString("yyyy-MM-dd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}.db";
        var partial = Path.Combine(folder, $"{name}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        try {
            using (var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ToString())) {
                connection.BackupDatabase(copy);
            }
            // Two processes that upgrade at once copy the same.
            File.Move(partial, Path.Combine(folder, name), overwrite: true);
        } finally {
            File.Delete(partial);
        }
        foreach (var old in Directory.GetFiles(folder, Pattern).OrderDescending(StringComparer.Ordinal).Skip(StorageLimits.UpgradeCopiesMax)) File.Delete(old);
    }
}
