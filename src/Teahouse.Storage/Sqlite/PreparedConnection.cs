using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>
/// A reader's connection that keeps what SQLite made of each SQL text. Preparing a text anew costs as much as the small queries of a
/// sync themselves. For one thread.
/// </summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection {
    private readonly Dictionary<string, SqliteCommand> idle = new(StringComparer.Ordinal);

    [AllowNull]
    public override string ConnectionString {
        get => inner.ConnectionString;
        set => throw new NotSupportedException();
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    /// <summary>A prepared command for a text, which nobody else uses until it comes back.</summary>
    public SqliteCommand Take(string sql) {
        if (idle.Remove(sql, out var known)) return known;
        var command = inner.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    /// <summary>Takes a command back.</summary>
    public void Return(SqliteCommand command) {
        command.Parameters.Clear();
        // Lists of values make texts of many lengths: when there are too many, all begin anew.
        if (idle.Count >= StorageLimits.PreparedTextsMax) DisposeIdle();
        if (!idle.TryAdd(command.CommandText, command)) command.Dispose();
    }

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing) {
        if (disposing) {
            DisposeIdle();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void DisposeIdle() {
        foreach (var command in idle.Values) command.Dispose();
        idle.Clear();
    }
}
