using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>Whether SQLite's file is whole: asked before anything is written to it, so that damage does not spread.</summary>
internal static class SqliteDamage {
    /// <exception cref="DatabaseRefusedException">A page is not what it must be.</exception>
    public static void Check(SqliteConnection connection, string file) {
        // The check reads the whole file; in a large one damage shows where it is met.
        if (new FileInfo(file).Length > StorageLimits.CheckedBytesMax) return;
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA quick_check(1)";
        var found = (string)check.ExecuteScalar()!;
        if (found != "ok") throw Refusal(file, found);
    }

    /// <summary>What the operator is told of a file that is not whole.</summary>
    public static DatabaseRefusedException Refusal(string file, string found, Exception? inner = null) => new(
        $"The database {file} is damaged ({found.ReplaceLineEndings(" ").Trim()}). Nothing was written to it. "
        + "Keep it with the files beside it, and restore the newest backup into an empty folder (docs/OPERATIONS.md, When the database is damaged).", inner);
}
