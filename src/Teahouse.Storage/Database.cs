using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>Which of the two databases this is; asked only where their SQL differs.</summary>
public enum DatabaseKind {
    /// <summary>One file, one machine.</summary>
    Sqlite,
    /// <summary>A server that several machines share.</summary>
    PostgreSql,
}

/// <summary>
/// The one way to the database. Reads run beside each other; writes wait together and are committed in groups
/// (<see cref="Committer"/>). An acknowledged write is on disk.
/// </summary>
public sealed class Database : IAsyncDisposable {
    private readonly IDatabaseEngine engine;

    private Database(DatabaseKind kind, IDatabaseEngine engine, bool isShared) {
        (Kind, this.engine, Recent) = (kind, engine, isShared ? null : new());
        Committer = new(engine, Recent);
    }

    /// <summary>Which of the two databases this is.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>Whether the last batch of writes failed: then the next may, until one succeeds.</summary>
    public bool LastCommitFailed => Committer.LastFailed;

    /// <summary>How long ago a batch of writes failed; null for never.</summary>
    public TimeSpan? SinceFailedCommit => Committer.SinceFailure;

    /// <summary>What was committed lately; null where other servers write too.</summary>
    public RecentCommits? Recent { get; }

    internal Committer Committer { get; }

    /// <summary>Opens the database and brings every module's tables up to date.</summary>
    /// <param name="dataFolder">Where SQLite's file lies (<c>teahouse.db</c>); made when missing.</param>
    /// <param name="connectionString">A PostgreSQL connection string, or null for SQLite.</param>
    /// <param name="migrations">The modules' migrations, lowest module first.</param>
    /// <param name="clock">For the time at which a migration was applied.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <param name="isShared">Whether other servers write into the same PostgreSQL: then each batch waits for its turn among theirs.</param>
    /// <exception cref="DatabaseRefusedException">It is damaged, or newer than this program.</exception>
    public static async Task<Database> Open(
        string dataFolder, string? connectionString, IReadOnlyList<MigrationSet> migrations, TimeProvider clock, CancellationToken stop,
        bool isShared = false) {
        var kind = connectionString is null ? DatabaseKind.Sqlite : DatabaseKind.PostgreSql;
        try {
            IDatabaseEngine engine = connectionString is null ? new SqliteEngine(dataFolder) : new PostgreSqlEngine(connectionString, isShared);
            try {
                await engine.Migrate([MigrationSet.Of<Database>("storage"), .. migrations], clock, stop);
            } catch {
                await engine.DisposeAsync();
                throw;
            }
            return new Database(kind, engine, isShared);
        } catch (SqliteException e) when (e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB) {
            throw SqliteDamage.Refusal(SqliteEngine.FileIn(dataFolder), e.Message, e);
        }
    }

    /// <summary>Whether a data folder has SQLite's file; an empty one is none.</summary>
    public static bool IsIn(string dataFolder) => new FileInfo(FileIn(dataFolder)) is { Exists: true, Length: > 0 };

    /// <summary>Where SQLite's file lies.</summary>
    public static string FileIn(string dataFolder) => SqliteEngine.FileIn(dataFolder);

    /// <summary>Whether there is a database of ours, as far as can be seen without changing anything.</summary>
    public static async Task<bool> Exists(string dataFolder, string? connectionString, CancellationToken stop) {
        if (connectionString is null) return IsIn(dataFolder);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(stop);
        return await Migrator.HasRun(connection);
    }

    /// <summary>Moves SQLite's file, with nobody at work on it, to another folder on the same disk.</summary>
    public static void Move(string fromFolder, string toFolder) => File.Move(SqliteEngine.FileIn(fromFolder), SqliteEngine.FileIn(toFolder));

    /// <summary>
    /// Runs a read. The query may await nothing but its connection: on SQLite it runs on a reader's own thread, where a
    /// connection's answers are there at once.
    /// </summary>
    /// <exception cref="StorageBusyException">Too many reads wait.</exception>
    /// <exception cref="StorageFailedException">The database does not answer.</exception>
    public Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) => engine.Read(query, stop);

    /// <summary>
    /// Runs several reads on one and the same state of the database: what is committed meanwhile is not seen. As
    /// <see cref="Read"/>, the query may await nothing but its connection.
    /// </summary>
    /// <exception cref="StorageBusyException">Too many reads wait.</exception>
    public Task<T> ReadSnapshot<T>(Func<DbConnection, Task<T>> query, CancellationToken stop) =>
        engine.Read(async connection => {
            await Execute(connection, Kind == DatabaseKind.Sqlite ? "BEGIN DEFERRED" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            try {
                return await query(connection);
            } finally {
                // A connection that broke has no transaction any more, and what broke it is what must be told.
                if (connection.State == ConnectionState.Open) await Execute(connection, "ROLLBACK");
            }
        }, stop);

    /// <summary>
    /// Joins the batch that is filling and ends when it is on disk. Giving up the wait does not take the write back.
    /// </summary>
    /// <returns>The first position that the write took, or 0 when it took none.</returns>
    /// <exception cref="WriteLostException">This write was refused and changed nothing.</exception>
    /// <exception cref="StorageBusyException">Too many writes wait; nothing was changed.</exception>
    /// <exception cref="StorageFailedException">The commit failed.</exception>
    public Task<long> Write(Write write, CancellationToken stop = default) => Committer.Join(write).WaitAsync(stop);

    /// <summary>
    /// From now on a write is refused with <see cref="StorageFailedException"/> unless the query finds a row, looked for in the same
    /// transaction: how a server that others have declared dead changes nothing any more. For a shared PostgreSQL.
    /// </summary>
    public void WriteOnlyWhile(Statement alive) => ((PostgreSqlEngine)engine).WriteOnlyWhile(alive);

    /// <summary>The newest position that is on disk: everything up to it can be read.</summary>
    public static async Task<long> LastPosition(DbConnection connection) {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT last FROM storage_position";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many of these migrations a database has not had. That it has had others too is well: a newer program may work beside this one.</summary>
    public static async Task<long> PendingMigrations(DbConnection connection, IReadOnlyList<MigrationSet> sets) {
        var kind = connection is NpgsqlConnection ? DatabaseKind.PostgreSql : DatabaseKind.Sqlite;
        return (await Migrator.Missing(connection, [.. sets.SelectMany(s => s.For(kind))])).Count;
    }

    private static async Task Execute(DbConnection connection, string sql) {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Commits what waits, then closes.</summary>
    public async ValueTask DisposeAsync() {
        await Committer.DisposeAsync();
        await engine.DisposeAsync();
    }
}
