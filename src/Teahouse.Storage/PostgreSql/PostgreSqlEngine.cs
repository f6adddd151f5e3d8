using System.Data.Common;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>
/// PostgreSQL. A batch goes to the server as one message that is one implicit transaction: statements and commit are one
/// round trip. The server stops at the first refused statement and undoes all, so the batch is sent again without that write;
/// writes are seldom refused, commits happen always. Where several servers share the database, each batch takes a turn first
/// (<see cref="PostgreSqlTurn"/>).
/// </summary>
internal sealed class PostgreSqlEngine : IDatabaseEngine {
    private const long MigrationLock = 0x7465_6168;
    private const string MustChange = "TH001";
    private const string IdleTooLong = "25P03";
    private const string Constraints = "23";
    private const string TakePositions = "UPDATE storage_position SET last = @last WHERE last = @before";

    private readonly NpgsqlDataSource source;
    private readonly string patient;
    private readonly bool isShared;
    private NpgsqlConnection? writer;
    private long? lastPosition;
    private volatile Statement[] alive = [];       // replaced whole: the committer reads it meanwhile
    private int turnsMissed;

    public PostgreSqlEngine(string connectionString, bool isShared) {
        this.isShared = isShared;
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "teahouse", IncludeFailedBatchedCommand = true };
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
        if (!settings.ShouldSerialize("Command Timeout")) settings.CommandTimeout = StorageLimits.AnswerSeconds;
        if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = StorageLimits.ConnectionsMax;
        source = NpgsqlDataSource.Create(settings);
        patient = new NpgsqlConnectionStringBuilder(settings.ConnectionString) { CommandTimeout = 0, Pooling = false }.ConnectionString;
    }

    public async Task Migrate(IReadOnlyList<MigrationSet> sets, TimeProvider clock, CancellationToken stop) {
        // Another server's migration, and one's own, may take longer than an answer does.
        await using var connection = new NpgsqlConnection(patient);
        await connection.OpenAsync(stop);
        await Scalar(connection, "SELECT pg_advisory_lock(@key)", MigrationLock);
        try {
            await Migrator.Run(connection, [.. sets.SelectMany(s => s.For(DatabaseKind.PostgreSql))], clock, stop);
        } finally {
            await Scalar(connection, "SELECT pg_advisory_unlock(@key)", MigrationLock);
        }
    }

    public async Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) {
        try {
            await using var connection = await source.OpenConnectionAsync(stop);
            return await query(connection);
        } catch (NpgsqlException e) when (IsAway(e)) {
            throw new StorageFailedException(e);
        }
    }

    // Connections that break, an answer that does not come, and what PostgreSQL says when it starts, stops, or is out of room (classes 08,
    // 53, 57, 58, and 55000 for a database that lets nobody in). Whatever else it says is about the query.
    private static bool IsAway(NpgsqlException e) => e is not PostgresException said || said.SqlState[..2] is "08" or "53" or "57" or "58" || said.SqlState == "55000";

    public Task Run(Func<Task> loop) => Task.Run(loop);

    /// <summary>From now on a batch is written only while this query finds a row.</summary>
    public void WriteOnlyWhile(Statement query) => alive = [query];

    public async Task Commit(IReadOnlyList<PendingWrite> batch) {
        for (var attempt = 0; attempt < StorageLimits.BatchRetriesMax; attempt++) {
            try {
                if (await (isShared ? AttemptInTurn(batch) : Attempt(batch))) return;
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
        Add(message, writes, next);
        if (message.IsEmpty) return true;
        try {
            await message.Execute();
            lastPosition = last;
            return true;
        } catch (PostgresException e) when (!IsAway(e) && message.WhoseIs(e) is { } culprit) {
            LeaveOut(culprit, e);
            return false;
        }
    }

    private async Task<bool> AttemptInTurn(IReadOnlyList<PendingWrite> batch) {
        writer ??= await Prepared();
        var writes = batch.Where(w => !w.IsOut).ToList();
        if (writes.Count == 0) return true;
        await using var message = new PostgreSqlBatch(writer);
        try {
            Add(message, writes, await PostgreSqlTurn.Begin(writer, writes.Sum(w => (long)w.Write.Positions), alive));
            message.Commit();
            await message.Execute();
            turnsMissed = 0;
            return true;
        } catch (PostgresException e) when (e.SqlState is MustChange && message.WhoseIs(e) is null) {
            throw new InvalidOperationException("This server counts as dead among the others; it writes no more.", e);
        } catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected) {
            if (++turnsMissed % StorageLimits.TurnsMissedMax == 0) throw;
            await Rollback();
            await PostgreSqlTurn.EndSilent(source);
            return false;
        } catch (PostgresException e) when (e.SqlState is IdleTooLong) {
            await Reconnect();
            return false;
        } catch (PostgresException e) when (!IsAway(e) && message.WhoseIs(e) is { } culprit) {
            await Rollback();
            LeaveOut(culprit, e);
            return false;
        }
    }

    private static void Add(PostgreSqlBatch message, IEnumerable<PendingWrite> writes, long last) {
        foreach (var pending in writes) {
            var first = pending.Write.Positions == 0 ? 0 : last + 1;
            last += pending.Write.Positions;
            pending.Takes(first);
            message.Add(pending, pending.Write.StatementsAt(first));
        }
    }

    private async Task<NpgsqlConnection> Prepared() {
        var connection = await source.OpenConnectionAsync();
        await PostgreSqlTurn.Prepare(connection);
        return connection;
    }

    private async Task Rollback() {
        await using var command = new NpgsqlCommand("ROLLBACK", writer);
        await command.ExecuteNonQueryAsync();
    }

    private void LeaveOut((PendingWrite? Write, int Statement) culprit, PostgresException e) {
        if (culprit.Write is null) lastPosition = null;       // another process took positions: ask again where we stand
        else if (e.SqlState == MustChange) culprit.Write.Lost(culprit.Statement, "it changed no row", e);
        else if (e.SqlState.StartsWith(Constraints, StringComparison.Ordinal)) culprit.Write.Lost(culprit.Statement, e.MessageText, e);
        else culprit.Write.Failed(e);
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
