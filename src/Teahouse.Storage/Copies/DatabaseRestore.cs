using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>
/// Fills an empty database from a copy, in one transaction: until <see cref="Commit"/> there is nothing, also for somebody who
/// looks after a power cut.
/// </summary>
public sealed class DatabaseRestore : IAsyncDisposable {
    private readonly DatabaseKind kind;
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private IReadOnlyDictionary<string, IReadOnlyList<(string Column, string Type)>> tables = new Dictionary<string, IReadOnlyList<(string, string)>>();
    private IRowWriter? writer;

    private DatabaseRestore(DatabaseKind kind, DbConnection connection, DbTransaction transaction) =>
        (this.kind, this.connection, this.transaction) = (kind, connection, transaction);

    /// <summary>Begins to fill a database: lays its tables as the copied one had them.</summary>
    /// <param name="folder">Where SQLite's file is made.</param>
    /// <param name="connectionString">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="migrations">The modules' migrations, lowest module first.</param>
    /// <param name="applied">Those that the copied database had had. Later ones are left to the next start.</param>
    /// <param name="clock">For the time at which a migration was applied.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="DatabaseRefusedException">The database is not empty, or the copy is from a newer program.</exception>
    public static async Task<DatabaseRestore> Begin(
        string folder, string? connectionString, IReadOnlyList<MigrationSet> migrations, IReadOnlyList<AppliedMigration> applied,
        TimeProvider clock, CancellationToken stop) {
        var kind = connectionString is null ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;
        var laid = Migrator.Known(kind, [MigrationSet.Of<Database>("storage"), .. migrations], applied);
        DbConnection connection = connectionString is null
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = SqliteEngine.FileIn(folder), Pooling = false }.ToString())
            : new NpgsqlConnection(connectionString);
        try {
            await connection.OpenAsync(stop);
            var restore = new DatabaseRestore(kind, connection, await connection.BeginTransactionAsync(stop));
            await restore.Lay(laid, clock);
            return restore;
        } catch {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says that the rows of a table follow.</summary>
    /// <exception cref="DatabaseRefusedException">There is no such table.</exception>
    public async Task Into(CopiedTable table, CancellationToken stop) {
        await EndTable(stop);
        var there = tables.GetValueOrDefault(table.Name);
        if (there is null || !there.Select(c => c.Column).Order().SequenceEqual(table.Columns.Order())) {
            throw new DatabaseRefusedException($"The backup has a table {table.Name} that is not as this program knows it.");
        }
        var types = table.Columns.Select(c => there.First(t => t.Column == c).Type).ToList();
        writer = connection is NpgsqlConnection postgres
            ? await PostgreSqlRows.Begin(postgres, table, types, stop) : new SqliteRows((SqliteConnection)connection, (SqliteTransaction)transaction, table, types);
    }

    /// <summary>Takes a row: an array of its values.</summary>
    /// <exception cref="DatabaseRefusedException">It is not one of this table.</exception>
    public async Task Row(JsonElement row, CancellationToken stop) {
        try {
            await writer!.Add(row, stop);
        } catch (Exception e) when (e is FormatException or InvalidOperationException or DbException) {
            throw new DatabaseRefusedException($"A row of the backup does not fit its table: {e.Message}");
        }
    }

    /// <summary>How many rows a table has now.</summary>
    public async Task<long> Count(CopiedTable table, CancellationToken stop) {
        await EndTable(stop);
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {CopiedTable.Quoted(table.Name)}", transaction: transaction);
    }

    /// <summary>Puts all of it on disk.</summary>
    public async Task Commit(CancellationToken stop) {
        await EndTable(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Ends; what was not committed was never there.</summary>
    public async ValueTask DisposeAsync() {
        if (writer is not null) await writer.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task Lay(IReadOnlyList<Migration> migrations, TimeProvider clock) {
        if ((await CopiedTable.All(connection, kind, transaction)).Count > 0 || await Migrator.HasRun(connection, transaction)) {
            throw new DatabaseRefusedException("The database is not empty. A backup is restored into an empty one only.");
        }
        await Migrator.Lay(connection, transaction, migrations, clock);
        tables = await CopiedTable.All(connection, kind, transaction);
        // Some migrations bring rows with them; the copy has its own.
        foreach (var table in tables.Keys) await connection.ExecuteAsync($"DELETE FROM {CopiedTable.Quoted(table)}", transaction: transaction);
    }

    private async Task EndTable(CancellationToken stop) {
        if (writer is null) return;
        await writer.Finish(stop);
        await writer.DisposeAsync();
        writer = null;
    }
}
