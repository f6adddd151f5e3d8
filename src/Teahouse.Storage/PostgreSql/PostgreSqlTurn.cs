using System.Data;
using Npgsql;

namespace Teahouse.Storage;

/*  Several servers write into one database.
    (1) A batch takes its turn: it begins a transaction, takes the lock that all share, sees that its server still counts as alive,
        and takes its positions.
    (2) It sends its statements and the COMMIT in one message; with the commit the lock is free.
    Whoever has the lock stands at the newest position, and nobody takes another before that is on disk: positions are in commit
    order over all servers.
    A server that hangs between (1) and (2) is cut off by the database after a second, which undoes what it did. One that hangs in
    the middle of (2) is not, because the database takes it for busy: the first that has waited too long for the lock ends its
    connection. When it wakes, its transaction is gone; and when it was declared dead meanwhile, (1) is refused. */

/// <summary>A batch's turn among those of several servers.</summary>
internal static class PostgreSqlTurn {
    private const long Lock = 0x7465_6174;

    private const string CutOff =
        """
        SELECT pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND l.classid = 0 AND l.objid::bigint = @lock AND l.granted AND a.wait_event = 'ClientRead'
            AND a.xact_start < clock_timestamp() - make_interval(secs => @seconds)
        """;

    /// <summary>Tells a connection how long it may hold a turn, and wait for one.</summary>
    public static async Task Prepare(NpgsqlConnection connection) {
        await using var command = new NpgsqlCommand(
            $"SET idle_in_transaction_session_timeout = {StorageLimits.HungTurnMilliseconds}; SET lock_timeout = {StorageLimits.TurnWaitMilliseconds}",
            connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Begins it (1).</summary>
    /// <param name="connection">A prepared connection, in no transaction.</param>
    /// <param name="positions">How many positions the batch takes.</param>
    /// <param name="alive">A query that finds a row as long as this server counts as alive; none before it counts at all.</param>
    /// <returns>The last position before those that it took.</returns>
    public static async Task<long> Begin(NpgsqlConnection connection, long positions, IEnumerable<Statement> alive) {
        await using var turn = new NpgsqlBatch(connection);
        Add(turn, "BEGIN");
        Add(turn, "SELECT pg_advisory_xact_lock(@lock)", ("lock", Lock));
        foreach (var query in alive) Add(turn, $"SELECT storage_must_change(count(*)) FROM ({query.Sql}) AS alive", query.Parameters);
        if (positions > 0) Add(turn, "UPDATE storage_position SET last = last + @positions RETURNING last - @positions", ("positions", positions));
        await using var reader = await turn.ExecuteReaderAsync(CommandBehavior.Default);
        long before = 0;
        do {
            while (await reader.ReadAsync()) {
                if (positions > 0 && reader.GetFieldType(0) == typeof(long)) before = reader.GetInt64(0);
            }
        } while (await reader.NextResultAsync());
        return before;
    }

    /// <summary>Ends whoever holds a turn and has fallen silent in the middle of it.</summary>
    public static async Task EndSilent(NpgsqlDataSource source) {
        await using var command = source.CreateCommand(CutOff);
        command.Parameters.AddWithValue("lock", Lock);
        command.Parameters.AddWithValue("seconds", StorageLimits.HungTurnMilliseconds / 1000.0);
        await command.ExecuteNonQueryAsync();
    }

    private static void Add(NpgsqlBatch turn, string sql, params (string Name, object? Value)[] parameters) {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters) command.Parameters.Add(new NpgsqlParameter(name, value ?? DBNull.Value));
        turn.BatchCommands.Add(command);
    }
}
