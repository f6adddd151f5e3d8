using System.Data.Common;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>
/// PostgreSQL. A batch goes to the server as one message that is one implicit transaction: statements and commit are one
/// round trip. The server stops at the first refused statement and undoes all, so the batch is sent again without that write;
/// writes are seldom refused, commits happen always.
/// </summary>
internal sealed class PostgreSqlEngine : IDatabaseEngine {
    private const long MigrationLock = 0x7465_6168;
    private const string MustChange = "TH001";
    private const string TakePositions = "UPDATE storage_position SET last = @last WHERE last = @before";

    private readonly NpgsqlDataSource source;
    private NpgsqlConnection? writer;
    private long? lastPosition;

    public PostgreSqlEngine(string connectionString) {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "teahouse", IncludeFailedBatchedCommand = true };
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
        source = NpgsqlDataSource.Create(settings);
    }

    public async Task Migrate(IReadOnlyList<MigrationSet> sets, TimeProvider clock, CancellationToken stop) {
        await using var connection = await source.OpenConnectionAsync(stop);
        await Scalar(connection, "SELECT pg_advisory_lock(@key)", MigrationLock);
        try {
            await Migrator.Run(connection, [.. sets.SelectMany(s => s.For(DatabaseKind.PostgreSql))], clock, stop);
        } finally {
            await Scalar(connection, "SELECT pg_advisory_unlock(@key)", MigrationLock);
        }
    }

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) {
        await using var connection = await source.OpenConnectionAsync(stop);
        return await query(connection);
    }

    public Task Run(Func<Task> loop) => Task.Run(loop);

    public async Task Commit(IReadOnlyList<PendingWrite> batch) {
        for (var attempt = 0; attempt < StorageLimits.BatchRetriesMax; attempt++) {
            try {
                if (await Attempt(batch)) return;
            } catch {
                await Reconnect();
                throw;
            }
        }
        throw new InvalidOperationException("The batch could not be committed within its retries.");
    }

    public async ValueTask DisposeAsync() {
        if (writer is not null) await writer.DisposeAsync();
        await source.DisposeAsync();
    }

    private async Task<bool> Attempt(IReadOnlyList<PendingWrite> batch) {
        writer ??= await source.OpenConnectionAsync();
        lastPosition ??= await Database.LastPosition(writer);
        await using var message = new PostgreSqlBatch(writer);
        var writes = batch.Where(w => !w.IsOut).ToList();
        var next = lastPosition.Value;
        var last = next + writes.Sum(w => (long)w.Write.Positions);
        // First, so that a position that another process took shows here and not as a row that seems to be there twice.
        if (last > next) message.Add(null, [Statement.Claim(TakePositions, ("last", last), ("before", next))]);
        foreach (var pending in writes) {
            var first = pending.Write.Positions == 0 ? 0 : next + 1;
            next += pending.Write.Positions;
            pending.Takes(first);
            message.Add(pending, pending.Write.StatementsAt(first));
        }
        if (message.IsEmpty) return true;
        try {
            await message.Execute();
            lastPosition = last;
            return true;
        } catch (PostgresException e) when (message.WhoseIs(e) is { } culprit) {
            LeaveOut(culprit, e);
            return false;
        }
    }

    private void LeaveOut((PendingWrite? Write, int Statement) culprit, PostgresException e) {
        if (culprit.Write is null) lastPosition = null;       // another process took positions: ask again where we stand
        else culprit.Write.Lost(culprit.Statement, e.SqlState == MustChange ? "it changed no row" : e.MessageText, e);
    }

    private async Task Reconnect() {
        lastPosition = null;
        if (writer is null) return;
        await writer.DisposeAsync();
        writer = null;
    }

    private static async Task Scalar(NpgsqlConnection connection, string sql, long key) {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("key", key);
        await command.ExecuteScalarAsync();
    }
}
