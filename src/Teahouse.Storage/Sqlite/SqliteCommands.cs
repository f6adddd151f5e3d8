using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>The writer's prepared commands, one per SQL text. The texts are constants of the code, so they are few.</summary>
internal sealed class SqliteCommands(SqliteConnection connection) : IDisposable {
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? transaction;

    public void In(SqliteTransaction current) => transaction = current;

    public int Execute(Statement statement) => statement.Columns.Length == 0 ? Bind(statement).ExecuteNonQuery() : ExecuteRows(statement);

    public object? Scalar(Statement statement) => Bind(statement).ExecuteScalar();

    public void Dispose() {
        foreach (var command in prepared.Values) command.Dispose();
    }

    private int ExecuteRows(Statement statement) {
        var command = Prepared(statement);
        var changed = 0;
        for (var row = 0; row < statement.Columns[0].Values.Length; row++) {
            for (var i = 0; i < statement.Columns.Length; i++) {
                command.Parameters[i].Value = statement.Columns[i].Values.GetValue(row) ?? DBNull.Value;
            }
            changed += command.ExecuteNonQuery();
        }
        return changed;
    }

    private SqliteCommand Prepared(Statement statement) {
        if (!prepared.TryGetValue(statement.Sql, out var command)) {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            var names = statement.Parameters.Select(p => p.Name).Concat(statement.Columns.Select(c => c.Name));
            foreach (var name in names) command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
            prepared[statement.Sql] = command;
        }
        command.Transaction = transaction;
        return command;
    }

    private SqliteCommand Bind(Statement statement) {
        var command = Prepared(statement);
        for (var i = 0; i < statement.Parameters.Length; i++) {
            command.Parameters[i].Value = statement.Parameters[i].Value ?? DBNull.Value;
        }
        return command;
    }
}
