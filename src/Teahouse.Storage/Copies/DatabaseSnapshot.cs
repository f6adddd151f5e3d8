using System.Buffers;
using System.Data;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>
/// A whole database as it was at one instant, read row by row beside whoever writes. It changes nothing, not even a table that
/// this program would bring up to date. A row is a JSON array: the same on both databases, readable without either.
/// </summary>
public sealed class DatabaseSnapshot : IAsyncDisposable {
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private DatabaseSnapshot(DatabaseKind kind, DbConnection connection, DbTransaction transaction) =>
        (Kind, this.connection, this.transaction) = (kind, connection, transaction);

    /// <summary>Which database it was.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>The migrations that it has had, in their order.</summary>
    public IReadOnlyList<AppliedMigration> Migrations { get; private set; } = [];

    /// <summary>Its tables, but for the list of migrations.</summary>
    public IReadOnlyList<CopiedTable> Tables { get; private set; } = [];

    /// <summary>Opens a snapshot.</summary>
    /// <returns>The snapshot, or null when there is no database of ours.</returns>
    public static async Task<DatabaseSnapshot?> Open(string dataFolder, string? connectionString, CancellationToken stop) {
        if (connectionString is null && !Database.IsIn(dataFolder)) return null;
        var kind = connectionString is null ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;
        DbConnection connection = connectionString is null ? OfFile(dataFolder) : new NpgsqlConnection(connectionString);
        try {
            await connection.OpenAsync(stop);
            if (!await Migrator.HasRun(connection)) {
                await connection.DisposeAsync();
                return null;
            }
            return await At(kind, connection, stop);
        } catch {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the snapshot something else.</summary>
    public Task<T> Read<T>(Func<DbConnection, Task<T>> query) => query(connection);

    /// <summary>Writes every row of a table, each a line of JSON.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="line">Takes a line, with its end; the bytes are its own until it ends.</param>
    /// <param name="stop">Ends it.</param>
    public async Task Write(CopiedTable table, Func<ReadOnlyMemory<byte>, Task> line, CancellationToken stop) {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT {table.QuotedColumns} FROM {CopiedTable.Quoted(table.Name)}";
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Plain);
        while (await rows.ReadAsync(stop)) {
            buffer.ResetWrittenCount();
            json.Reset();
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++) Value(json, rows.GetValue(i));
            json.WriteEndArray();
            await json.FlushAsync(stop);
            buffer.Write("\n"u8);
            await line(buffer.WrittenMemory);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static SqliteConnection OfFile(string dataFolder) => new(new SqliteConnectionStringBuilder {
        DataSource = SqliteEngine.FileIn(dataFolder),
        DefaultTimeout = StorageLimits.BusySeconds,
        Mode = SqliteOpenMode.ReadWrite,          // a reader of a write-ahead log needs its index, which lies beside it
        Pooling = false,
    }.ToString());

    private static async Task<DatabaseSnapshot> At(DatabaseKind kind, DbConnection connection, CancellationToken stop) {
        // SQLite takes its snapshot at the first read, PostgreSQL too: the list of migrations is that read.
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        return new DatabaseSnapshot(kind, connection, transaction) {
            Migrations = [.. await connection.QueryAsync<AppliedMigration>(
                "SELECT module, number, name FROM storage_migration ORDER BY applied_at, module, number", transaction: transaction)],
            Tables = [.. (await CopiedTable.All(connection, kind, transaction)).Select(t => new CopiedTable(t.Key, [.. t.Value.Select(c => c.Column)]))],
        };
    }

    private static void Value(Utf8JsonWriter json, object value) {
        switch (value) {
            case DBNull: json.WriteNullValue(); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case string text: json.WriteStringValue(text); break;
            case byte[] bytes: json.WriteBase64StringValue(bytes); break;
            default: throw new NotSupportedException($"A column has values of {value.GetType()}, which a copy does not know.");
        }
    }
}
