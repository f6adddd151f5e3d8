using System.Collections.Concurrent;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>One message to the server, which remembers whose statement is whose.</summary>
internal sealed class PostgreSqlBatch(NpgsqlConnection connection) : IAsyncDisposable {
    private static readonly ConcurrentDictionary<string, string> Claims = new();

    private readonly NpgsqlBatch batch = new(connection);
    private readonly Dictionary<NpgsqlBatchCommand, (PendingWrite? Write, int Statement)> owners = [];

    public bool IsEmpty => batch.BatchCommands.Count == 0;

    public void Add(PendingWrite? write, IReadOnlyList<Statement> statements) {
        for (var i = 0; i < statements.Count; i++) {
            var command = new NpgsqlBatchCommand(Text(statements[i]));
            foreach (var (name, value) in statements[i].Parameters) {
                command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
            }
            foreach (var (name, values) in statements[i].Columns) command.Parameters.Add(new NpgsqlParameter(name, values));
            batch.BatchCommands.Add(command);
            owners[command] = (write, i);
        }
    }

    /// <summary>Ends the transaction that it stands in.</summary>
    public void Commit() => batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));

    public Task Execute() => batch.ExecuteNonQueryAsync();

    public (PendingWrite? Write, int Statement)? WhoseIs(PostgresException e) =>
        e.BatchCommand is { } command && owners.TryGetValue(command, out var owner) ? owner : null;

    public ValueTask DisposeAsync() => batch.DisposeAsync();

    private static string Text(Statement statement) => statement.MustChange
        ? Claims.GetOrAdd(statement.Sql, sql => $"WITH changed AS ({sql} RETURNING 1) SELECT storage_must_change(count(*)) FROM changed")
        : statement.SqlOfRows;
}
