using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>SQLite: one file in WAL mode with full sync, one thread that writes and a few that read, because its calls block.</summary>
internal sealed class SqliteEngine : IDatabaseEngine {
    private const string TakePositions = "UPDATE storage_position SET last = last + @n RETURNING last";

    private readonly string file;
    private readonly SqliteConnection writer;
    private readonly SqliteReaders readers;
    private readonly SqliteCommands commands;

    /// <summary>Where the database lies.</summary>
    public static string FileIn(string dataFolder) => Path.Combine(dataFolder, "teahouse.db");

    public SqliteEngine(string dataFolder) {
        Directory.CreateDirectory(dataFolder);
        file = FileIn(dataFolder);
        var connectionString = new SqliteConnectionStringBuilder {
            DataSource = file,
            DefaultTimeout = StorageLimits.BusySeconds,
            Pooling = false,
        }.ToString();
        writer = OpenConnection(connectionString, StorageLimits.WriterCacheKilobytes);
        readers = new SqliteReaders(() => OpenConnection(connectionString, StorageLimits.ReaderCacheKilobytes));
        commands = new SqliteCommands(writer);
    }

    public async Task Migrate(IReadOnlyList<MigrationSet> sets, TimeProvider clock, CancellationToken stop) {
        SqliteDamage.Check(writer, file);
        var migrations = sets.SelectMany(s => s.For(DatabaseKind.Sqlite)).ToList();
        // A house that is new has nothing to go back to.
        if (await Migrator.HasRun(writer) && (await Migrator.Pending(writer, migrations)).Count > 0) UpgradeCopies.Make(writer, file, clock);
        await Migrator.Run(writer, migrations, clock, stop);
    }

    public Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) => readers.Read(query, stop);

    public Task Run(Func<Task> loop) {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The loop's awaits come back to this thread: a committer that hops over the pool waits behind every request.
        var thread = new Thread(() => {
            SingleThread.Run(loop);
            ended.SetResult();
        }) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
        return ended.Task;
    }

    public Task Commit(IReadOnlyList<PendingWrite> batch) {
        using var transaction = writer.BeginTransaction(deferred: false);
        commands.In(transaction);
        var wanted = batch.Sum(w => (long)w.Write.Positions);
        var next = wanted == 0 ? 1 : (long)commands.Scalar(Statement.Do(TakePositions, ("n", wanted)))! - wanted + 1;
        foreach (var pending in batch) {
            var first = pending.Write.Positions == 0 ? 0 : next;
            next += pending.Write.Positions;
            Apply(pending, first);
        }
        transaction.Commit();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() {
        readers.Dispose();
        commands.Dispose();
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Apply(PendingWrite pending, long first) {
        pending.Takes(first);
        var statements = pending.Write.StatementsAt(first);
        var savepoint = statements.Count > 1;
        if (savepoint) commands.Execute(Statement.Do("SAVEPOINT one_write"));
        for (var i = 0; i < statements.Count && !pending.IsOut; i++) {
            try {
                if (commands.Execute(statements[i]) == 0 && statements[i].MustChange) pending.Lost(i, "it changed no row");
            } catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT) {
                pending.Lost(i, e.Message, e);
            }
        }
        if (savepoint && pending.IsOut) commands.Execute(Statement.Do("ROLLBACK TO one_write"));
        if (savepoint) commands.Execute(Statement.Do("RELEASE one_write"));
    }

    private static SqliteConnection OpenConnection(string connectionString, int cacheKilobytes) {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        // Otherwise SQLite plans a query again whenever another number is bound to its LIMIT.
        SQLitePCL.raw.sqlite3_db_config(connection.Handle, SQLitePCL.raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText =
            $"""
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -{cacheKilobytes};
            PRAGMA wal_autocheckpoint = {StorageLimits.WalPagesBeforeCheckpoint};
            """;
        pragmas.ExecuteNonQuery();
        return connection;
    }
}
