using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>The writer's prepared commands, one per SQL text. The texts are constants of the code, so they are few.</summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable {
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? transaction;

    public void In(SqliteTransaction current) => transaction = current;

    public int Execute(Statement statement) => Bind(statement).ExecuteNonQuery();

    public object? Scalar(Statement statement) => Bind(statement).ExecuteScalar();

    public void Dispose() {
        foreach (var command in prepared.Values) command.Dispose();
    }

    private SqliteCommand Bind(Statement statement) {
        if (!prepared.TryGetValue(statement.Sql, out var command)) {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            foreach (var (name, _) in statement.Parameters) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
            prepared[statement.Sql] = command;
        }
        command.Transaction = transaction;
        for (var i = 0; i < statement.Parameters.Length; i++) {
            command.Parameters[i].Value = statement.Parameters[i].Value ?? DBNull.Value;
        }
        return command;
    }
}
