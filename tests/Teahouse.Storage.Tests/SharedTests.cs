using System.Data.Common;
using Dapper;
using Npgsql;
using Teahouse.Town;

namespace Teahouse.Storage.Tests;

/// <summary>Several servers that write into one PostgreSQL.</summary>
public sealed class SharedTests {
    private const int Servers = 4;
    private const int WritesEach = 400;

    [Fact]
    public async Task Whoever_reads_on_from_the_last_position_misses_nothing_that_any_server_writes() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        var servers = await Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Open(test)));
        using var done = new CancellationTokenSource();
        var reading = ReadOn(servers[0], done.Token);
        var writing = servers.SelectMany((server, s) => Enumerable.Range(0, WritesEach).Select(i => server.Write(Note($"s{s}n{i}"), Stop))).ToArray();
        var positions = await Task.WhenAll(writing);
        await done.CancelAsync();
        Assert.Equal(Enumerable.Range(2, Servers * WritesEach).Select(i => (long)i), positions.Order());
        Assert.Equal(positions.Order(), await reading);
        await Task.WhenAll(servers.Select(s => s.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task Of_writes_of_several_servers_on_one_version_one_wins_and_the_others_are_lost_alone() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        var servers = await Task.WhenAll(Enumerable.Range(0, Servers).Select(_ => Open(test)));
        var beside = servers.Select((server, s) => server.Write(Note($"beside{s}"), Stop)).ToArray();
        var writes = servers.Select((server, s) => server.Write(OnVersion(0, $"w{s}"), Stop)).ToArray();
        await Settled(writes);
        Assert.Equal(1, writes.Count(w => w.IsCompletedSuccessfully));
        Assert.All(writes.Where(w => w.IsFaulted), w => Assert.IsType<WriteLostException>(w.Exception!.InnerException));
        Assert.Equal(Servers, (await Task.WhenAll(beside)).Distinct().Count());
        await Task.WhenAll(servers.Select(s => s.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_server_takes_only_its_share_of_the_connections_however_much_is_read_at_once() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        var unsaid = new NpgsqlConnectionStringBuilder(test.ConnectionString);
        unsaid.Remove("Maximum Pool Size");
        await using var server = await Database.Open(test.Folder, unsaid.ConnectionString, [MigrationSet.Of<SharedTests>("test")], TimeProvider.System, Stop, isShared: true);
        var seen = await Task.WhenAll(Enumerable.Range(0, 20 * StorageLimits.ConnectionsMax).Select(_ => server.Read(Connections, Stop)));
        Assert.InRange(seen.Max(), 2, StorageLimits.ConnectionsMax);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_its_turn_is_cut_off_and_what_it_did_is_undone() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var other = await Open(test);
        await other.Write(Note("before"), Stop);
        // Not even told to be idle for a second at most: as one whose message breaks off in the middle.
        await using var silent = new NpgsqlConnection(test.ConnectionString + ";Pooling=false");
        await silent.OpenAsync(Stop);
        await silent.ExecuteAsync("BEGIN; SELECT pg_advisory_xact_lock(1952801140); UPDATE storage_position SET last = last + 1; INSERT INTO test_note (id, pos) VALUES ('silent', 3)");
        Assert.Equal(3, await other.Write(Note("other"), Stop));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => silent.ExecuteAsync("COMMIT"));
        Assert.Equal(["before", "other"], await Notes(other));
    }

    [Fact]
    public async Task A_server_that_counts_as_dead_writes_nothing_more() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var one = await Open(test);
        await using var other = await Open(test);
        one.WriteOnlyWhile(Statement.Do("SELECT 1 FROM test_page WHERE version = @version", ("version", 0L)));
        await one.Write(Note("alive"), Stop);
        await other.Write(OnVersion(0, "it is dead"), Stop);
        await Assert.ThrowsAsync<StorageFailedException>(() => one.Write(Note("late"), Stop));
        await other.Write(Note("after"), Stop);
        Assert.Equal(["after", "alive", "it is dead"], await Notes(one));
    }

    private static async Task<List<long>> ReadOn(Database database, CancellationToken done) {
        var (seen, last) = (new List<long>(), 1L);
        var isLast = false;
        while (!isLast) {
            isLast = done.IsCancellationRequested;
            var (until, news) = await database.ReadSnapshot(async c => (
                await Database.LastPosition(c),
                await c.QueryAsync<long>("SELECT pos FROM test_note WHERE pos > @last ORDER BY pos", new { last })), CancellationToken.None);
            seen.AddRange(news.Where(p => p <= until));
            last = until;
        }
        return seen;
    }

    private static async Task Settled(params Task[] tasks) {
        foreach (var task in tasks) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<long> Connections(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'teahouse'");

    private static Task<Database> Open(TestDatabase test) => test.OpenShared(MigrationSet.Of<SharedTests>("test"));

    private static Statement Insert(string id, long pos) => Statement.Do("INSERT INTO test_note (id, pos) VALUES (@id, @pos)", ("id", id), ("pos", pos));

    private static Write Note(string id) => new(1, pos => [Insert(id, pos)]);

    private static Write OnVersion(long version, string id) => new(1, pos => [
        Statement.Claim("UPDATE test_page SET version = @next WHERE id = 'page' AND version = @version", ("next", version + 1), ("version", version)),
        Insert(id, pos)]);

    private static async Task<string[]> Notes(Database database) =>
        [.. await database.Read(c => c.QueryAsync<string>("SELECT id FROM test_note ORDER BY id"), Stop)];
}
