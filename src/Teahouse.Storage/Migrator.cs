using System.Data.Common;
using Dapper;

namespace Teahouse.Storage;

/// <summary>Applies what is new, each file in a transaction of its own, and refuses a file that changed after it was applied.</summary>
internal static class Migrator {
    public static async Task Run(
        DbConnection connection, IEnumerable<Migration> migrations, TimeProvider clock, CancellationToken stop) {
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS storage_migration (
                module text NOT NULL, number bigint NOT NULL, name text NOT NULL, checksum text NOT NULL, applied_at bigint NOT NULL,
                PRIMARY KEY (module, number))
            """);
        var applied = (await connection.QueryAsync<(string Module, long Number, string Checksum)>(
            "SELECT module, number, checksum FROM storage_migration")).ToDictionary(m => (m.Module, m.Number), m => m.Checksum);
        foreach (var migration in migrations) {
            if (applied.TryGetValue((migration.Module, migration.Number), out var checksum)) Compare(migration, checksum);
            else await Apply(connection, migration, clock, stop);
        }
    }

    private static void Compare(Migration migration, string applied) {
        if (applied == migration.Checksum) return;
        throw new InvalidOperationException(
            $"Migration {migration.Name} of {migration.Module} is not the one that this database was made with. "
            + "An applied migration never changes: run the version of Teahouse that made the database.");
    }

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
        await connection.ExecuteAsync(
            "INSERT INTO storage_migration (module, number, name, checksum, applied_at) VALUES (@module, @number, @name, @checksum, @at)",
            new {
                module = migration.Module,
                number = (long)migration.Number,
                name = migration.Name,
                checksum = migration.Checksum,
                at = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            },
            transaction);
        await transaction.CommitAsync(stop);
    }
}
