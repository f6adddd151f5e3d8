using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>Applies what is new, each file in a transaction of its own, and refuses a file that changed after it was applied.</summary>
internal static class Migrator {
    private const string TableOfMigrations =
        """
        CREATE TABLE IF NOT EXISTS storage_migration (
            module text NOT NULL, number bigint NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL,
            PRIMARY KEY (module, number))
        """;

    private const string Insert =
        "INSERT INTO storage_migration (module, number, name, checksum, applied_at) VALUES (@module, @number, @name, @checksum, @at)";

    /// <summary>Whether this database was ever one of ours.</summary>
    public static async Task<bool> HasRun(DbConnection connection, DbTransaction? transaction = null) =>
        await connection.ExecuteScalarAsync<long>(connection is SqliteConnection
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'storage_migration'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = 'storage_migration'",
            transaction: transaction) > 0;

    /// <summary>The migrations that this database has not had.</summary>
    /// <exception cref="DatabaseRefusedException">It has had one that this program does not know, or another than this program's.</exception>
    public static async Task<IReadOnlyList<Migration>> Pending(DbConnection connection, IReadOnlyList<Migration> migrations) {
        var applied = (await connection.QueryAsync<(string Module, long Number, string Name, string Checksum)>(
            "SELECT module, number, name, checksum FROM storage_migration")).ToList();
        var known = migrations.ToDictionary(m => (m.Module, (long)m.Number));
        var modules = migrations.Select(m => m.Module).ToHashSet();
        foreach (var one in applied.Where(a => modules.Contains(a.Module))) {
            if (!known.TryGetValue((one.Module, one.Number), out var migration)) throw Newer(one.Module, one.Name);
            Compare(migration, one.Checksum);
        }
        return await Missing(connection, migrations);
    }

    /// <summary>The migrations that this database has not had, whatever else it has had.</summary>
    public static async Task<IReadOnlyList<Migration>> Missing(DbConnection connection, IReadOnlyList<Migration> migrations) {
        var had = (await connection.QueryAsync<(string Module, long Number)>("SELECT module, number FROM storage_migration")).ToHashSet();
        return [.. migrations.Where(m => !had.Contains((m.Module, m.Number)))];
    }

    public static async Task Run(DbConnection connection, IReadOnlyList<Migration> migrations, TimeProvider clock, CancellationToken stop) {
        await connection.ExecuteAsync(TableOfMigrations);
        foreach (var migration in await Pending(connection, migrations)) await Apply(connection, migration, clock, stop);
    }

    /// <summary>Those of this program's migrations that a copied database had had.</summary>
    /// <exception cref="DatabaseRefusedException">It had had one that this program does not know.</exception>
    public static IReadOnlyList<Migration> Known(DatabaseKind kind, IReadOnlyList<MigrationSet> sets, IReadOnlyList<AppliedMigration> applied) {
        var had = applied.Select(a => (a.Module, a.Number, a.Name)).ToHashSet();
        var known = sets.SelectMany(s => s.For(kind)).Where(m => had.Remove((m.Module, m.Number, m.Name))).ToList();
        return had.Count == 0 ? known : throw new DatabaseRefusedException(
            $"This backup is from a newer program: its database has had the migration {had.First().Name} of {had.First().Module}, which this version does not know. "
            + "Restore it with the version that made it, or a later one.");
    }

    /// <summary>Lays the tables of an empty database in one transaction.</summary>
    public static async Task Lay(DbConnection connection, DbTransaction transaction, IReadOnlyList<Migration> migrations, TimeProvider clock) {
        await connection.ExecuteAsync(TableOfMigrations, transaction: transaction);
        foreach (var migration in migrations) {
            await connection.ExecuteAsync(migration.Sql, transaction: transaction);
            await connection.ExecuteAsync(Insert, Row(migration, clock), transaction);
        }
    }

    private static void Compare(Migration migration, string applied) {
        if (applied == migration.Checksum) return;
        throw new DatabaseRefusedException(
            $"Migration {migration.Name} of {migration.Module} is not the one that this database was made with. "
            + "An applied migration never changes: run the version of Teahouse that made the database.");
    }

    private static DatabaseRefusedException Newer(string module, string name) => new(
        $"This database is newer than this program: it has had the migration {name} of {module}, which this version does not know. "
        + "Start the version that it was used with last, or go back to a copy that was made before (docs/OPERATIONS.md, Upgrades).");

    private static async Task Apply(DbConnection connection, Migration migration, TimeProvider clock, CancellationToken stop) {
        // From here on there is one writer: another process may have applied it since we looked.
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var meanwhile = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT checksum FROM storage_migration WHERE module = @Module AND number = @number",
            new { migration.Module, number = (long)migration.Number }, transaction);
        if (meanwhile is not null) {
            Compare(migration, meanwhile);
            return;
        }
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: stop));
        await connection.ExecuteAsync(Insert, Row(migration, clock), transaction);
        await transaction.CommitAsync(stop);
    }

    private static object Row(Migration migration, TimeProvider clock) => new {
        module = migration.Module,
        number = (long)migration.Number,
        name = migration.Name,
        checksum = migration.Checksum,
        at = clock.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
