using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Teahouse.Storage;

/// <summary>A few threads, each with a connection of its own, that run reads one after another.</summary>
internal sealed class SqliteReaders : IDisposable {
    private readonly BlockingQueue<Action<DbConnection>> waiting = new(StorageLimits.WaitingReadsMax);
    private readonly List<Thread> threads = [];

    public SqliteReaders(Func<SqliteConnection> open) {
        // Opened here, where whoever opens the house hears what goes wrong; on a thread of their own it would end the process.
        var connections = new List<PreparedConnection>();
        try {
            while (connections.Count < StorageLimits.ReaderThreads) connections.Add(new(open()));
        } catch {
            foreach (var connection in connections) connection.Dispose();
            throw;
        }
        foreach (var connection in connections) {
            var thread = new Thread(() => Loop(connection)) { IsBackground = true, Name = $"sqlite-reader-{threads.Count}" };
            thread.Start();
            threads.Add(thread);
        }
    }

    public Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.TryAdd(connection => Answer(connection, query, answer, stop))) throw new StorageBusyException("reads");
        return answer.Task;
    }

    public void Dispose() {
        waiting.Complete();
        foreach (var thread in threads) thread.Join();
    }

    private static void Answer<T>(
        DbConnection connection, Func<DbConnection, Task<T>> query, TaskCompletionSource<T> answer, CancellationToken stop) {
        if (stop.IsCancellationRequested) {
            answer.TrySetCanceled(stop);
            return;
        }
        try {
            var task = query(connection);
            if (!task.IsCompleted) throw new InvalidOperationException("A read may await nothing but its connection.");
            answer.TrySetResult(task.GetAwaiter().GetResult());
        } catch (OperationCanceledException e) {
            answer.TrySetCanceled(e.CancellationToken);
        } catch (SqliteException e) when (IsDisks(e)) {
            answer.TrySetException(new StorageFailedException(e));
        } catch (Exception e) {
            answer.TrySetException(e);
        }
    }

    // The disk, and not the query or what the file holds.
    private static bool IsDisks(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_BUSY;

    private void Loop(PreparedConnection own) {
        using var connection = own;
        while (waiting.TryTake(out var read)) read(connection);
    }
}
