using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>Gathers text and parameters, and runs them by a command that the connection has prepared before.</summary>
internal sealed class PreparedCommand(PreparedConnection connection) : DbCommand {
    private readonly SqliteCommand given = new();
    private SqliteCommand? running;

    [AllowNull]
    public override string CommandText {
        get => given.CommandText;
        set => given.CommandText = value;
    }

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType {
        get => CommandType.Text;
        set {
            if (value != CommandType.Text) throw new NotSupportedException("SQLite knows texts only.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection {
        get => connection;
        set {
            if (value != connection) throw new NotSupportedException("A command stays with its connection.");
        }
    }

    protected override DbParameterCollection DbParameterCollection => given.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel() => running?.Cancel();

    public override int ExecuteNonQuery() => Run().ExecuteNonQuery();

    public override object? ExecuteScalar() => Run().ExecuteScalar();

    public override void Prepare() { }

    protected override DbParameter CreateDbParameter() => given.CreateParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run().ExecuteReader(behavior);

    protected override void Dispose(bool disposing) {
        if (disposing) {
            if (running is not null) connection.Return(running);
            running = null;
            given.Dispose();
        }
        base.Dispose(disposing);
    }

    private SqliteCommand Run() {
        running ??= connection.Take(given.CommandText);
        running.Parameters.Clear();
        // A parameter belongs to one collection at a time.
        while (given.Parameters.Count > 0) {
            var parameter = given.Parameters[^1];
            given.Parameters.RemoveAt(given.Parameters.Count - 1);
            running.Parameters.Add(parameter);
        }
        return running;
    }
}
