using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Teahouse.Bench.Baselines;

/// <summary>
/// The least that a durable message costs without HTTP: writers that wait together, one prepared insert each, one synced commit for all.
/// </summary>
internal sealed class BareInserts : IAsyncDisposable {
    private const int BatchMax = 1_000;

    private readonly Channel<(byte[] Row, TaskCompletionSource Done)> waiting =
        Channel.CreateUnbounded<(byte[], TaskCompletionSource)>(new() { SingleReader = true });
    private readonly SqliteConnection connection;
    private readonly Task running;

    public BareInserts(string folder) {
        connection = new($"Data Source={Path.Combine(folder, "bare.db")};Pooling=False");
        connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
        Execute("CREATE TABLE event (pos INTEGER PRIMARY KEY, room INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, pdu BLOB NOT NULL) STRICT");
        Execute("CREATE INDEX event_room ON event (room, pos)");
        running = Task.Factory.StartNew(Loop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Ends when the row is on disk.</summary>
    public Task Insert(byte[] row) {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Writer.TryWrite((row, done));
        return done.Task;
    }

    public async ValueTask DisposeAsync() {
        waiting.Writer.Complete();
        await running;
        await connection.DisposeAsync();
    }

    private void Loop() {
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO event (room, id, pdu) VALUES (@room, @id, @pdu)";
        foreach (var name in new[] { "@room", "@id", "@pdu" }) insert.Parameters.Add(new() { ParameterName = name });
        var batch = new List<(byte[] Row, TaskCompletionSource Done)>(BatchMax);
        var number = 0L;
        while (waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) {
            while (batch.Count < BatchMax && waiting.Reader.TryRead(out var one)) batch.Add(one);
            using (var transaction = connection.BeginTransaction()) {
                insert.Transaction = transaction;
                foreach (var (row, _) in batch) {
                    insert.Parameters[0].Value = number % 100;
                    insert.Parameters[1].Value = $"${number++:x44}";
                    insert.Parameters[2].Value = row;
                    insert.ExecuteNonQuery();
                }
                transaction.Commit();
            }
            foreach (var (_, done) in batch) done.SetResult();
            batch.Clear();
        }
    }

    private void Execute(string sql) {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
