using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>Takes the rows of one table as fast as its database can.</summary>
internal interface IRowWriter : IAsyncDisposable {
    Task Add(JsonElement row, CancellationToken stop);

    Task Finish(CancellationToken stop);
}

/// <summary>What stands in a row, by the type of its column.</summary>
internal static class CopiedValue {
    public static object? Of(JsonElement value, string type) => value.ValueKind == JsonValueKind.Null ? null : type switch {
        "integer" or "bigint" => value.GetInt64(),
        "text" => value.GetString(),
        "blob" or "bytea" => value.GetBytesFromBase64(),
        "real" or "double precision" => value.GetDouble(),
        _ => throw new NotSupportedException($"A column is of type {type}, which a copy does not know."),
    };

    public static void Demand(JsonElement row, int columns) {
        if (row.GetArrayLength() != columns) throw new FormatException($"it has {row.GetArrayLength()} values, the table {columns} columns.");
    }
}

/// <summary>One prepared insert.</summary>
internal sealed class SqliteRows : IRowWriter {
    private readonly SqliteCommand command;
    private readonly IReadOnlyList<string> types;

    public SqliteRows(SqliteConnection connection, SqliteTransaction transaction, CopiedTable table, IReadOnlyList<string> types) {
        this.types = types;
        command = connection.CreateCommand();
        command.Transaction = transaction;
        var names = types.Select((_, i) => $"@p{i}").ToList();
        command.CommandText = $"INSERT INTO {CopiedTable.Quoted(table.Name)} ({table.QuotedColumns}) VALUES ({string.Join(", ", names)})";
        foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = name });
    }

    public Task Add(JsonElement row, CancellationToken stop) {
        stop.ThrowIfCancellationRequested();
        CopiedValue.Demand(row, types.Count);
        var i = 0;
        foreach (var value in row.EnumerateArray()) {
            command.Parameters[i].Value = CopiedValue.Of(value, types[i]) ?? DBNull.Value;
            i++;
        }
        command.ExecuteNonQuery();
        return Task.CompletedTask;
    }

    public Task Finish(CancellationToken stop) => Task.CompletedTask;

    public ValueTask DisposeAsync() => command.DisposeAsync();
}

/// <summary>COPY in its binary form.</summary>
internal sealed class PostgreSqlRows : IRowWriter {
    private readonly NpgsqlBinaryImporter importer;
    private readonly IReadOnlyList<string> types;

    private PostgreSqlRows(NpgsqlBinaryImporter importer, IReadOnlyList<string> types) => (this.importer, this.types) = (importer, types);

    public static async Task<PostgreSqlRows> Begin(NpgsqlConnection connection, CopiedTable table, IReadOnlyList<string> types, CancellationToken stop) =>
        new(await connection.BeginBinaryImportAsync($"COPY {CopiedTable.Quoted(table.Name)} ({table.QuotedColumns}) FROM STDIN (FORMAT BINARY)", stop), types);

    public async Task Add(JsonElement row, CancellationToken stop) {
        CopiedValue.Demand(row, types.Count);
        await importer.StartRowAsync(stop);
        var i = 0;
        foreach (var value in row.EnumerateArray()) {
            var one = CopiedValue.Of(value, types[i]);
            if (one is null) await importer.WriteNullAsync(stop);
            else await importer.WriteAsync(one, types[i], stop);
            i++;
        }
    }

    public async Task Finish(CancellationToken stop) => await importer.CompleteAsync(stop);

    public ValueTask DisposeAsync() => importer.DisposeAsync();
}
