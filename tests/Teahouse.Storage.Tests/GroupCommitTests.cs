using Dapper;
using Teahouse.Town;

namespace Teahouse.Storage.Tests;

public sealed class GroupCommitTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_acknowledged_is_there_after_a_restart(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using (var database = await Open(test)) await database.Write(Note("a"), Stop);
        await using var again = await Open(test);
        Assert.Equal(["a"], await Notes(again));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Positions_follow_the_order_of_commits_without_gaps(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        var positions = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => database.Write(Note($"n{i:000}"), Stop)));
        Assert.Equal(Enumerable.Range(2, 500).Select(i => (long)i), positions.Order());
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(501, await database.Read(Database.LastPosition, Stop));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_write_that_is_refused_changes_nothing_and_spares_its_batch(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        var writes = new[] { Note("a"), Note("b"), Twice("c", "a"), Note("d") }.Select(w => database.Write(w, Stop)).ToArray();
        var lost = await Assert.ThrowsAsync<WriteLostException>(() => writes[2]);
        Assert.Equal(1, lost.Statement);
        await Task.WhenAll(writes[0], writes[1], writes[3]);
        Assert.Equal(["a", "b", "d"], await Notes(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_writes_on_one_version_one_wins(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        var writes = Enumerable.Range(0, 20).Select(i => database.Write(OnVersion(0, $"w{i}"), Stop)).ToArray();
        await Settled(writes);
        Assert.Equal(1, writes.Count(w => w.IsCompletedSuccessfully));
        Assert.All(writes.Where(w => w.IsFaulted), w => Assert.IsType<WriteLostException>(w.Exception!.InnerException));
        Assert.Single(await Notes(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_chain_of_versions_commits_in_one_batch_and_breaks_behind_a_lost_one(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        var writes = new[] { 0, 1, 7, 8 }.Select(v => database.Write(OnVersion(v, $"v{v}"), Stop)).ToArray();
        await Settled(writes);
        Assert.Equal([true, true, false, false], writes.Select(w => w.IsCompletedSuccessfully));
        Assert.Equal(["v0", "v1"], await Notes(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Writes_that_are_joined_are_one_and_number_their_rows_one_behind_the_other(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        await database.Write(Note("before"), Stop);
        Assert.Equal(0, await database.Write(Write.Nothing, Stop));
        Assert.Equal(3, await database.Write(Write.Nothing.And(Twice("a", "b")).And(new Write(Insert("none", 0))).And(Note("c")), Stop));
        var rows = await database.Read(c => c.QueryAsync<(string, long)>("SELECT id, pos FROM test_note ORDER BY pos"), Stop);
        Assert.Equal([("none", 0), ("before", 2), ("a", 3), ("b", 4), ("c", 5)], rows);
        await Assert.ThrowsAsync<WriteLostException>(() => database.Write(Note("d").And(Note("a")), Stop));
        Assert.DoesNotContain("d", await Notes(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_process_that_takes_positions_is_not_stepped_on(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var one = await Open(test);
        await using var other = await Open(test);
        for (var i = 0; i < 10; i++) {
            await one.Write(Note($"one{i}"), Stop);
            await other.Write(Note($"other{i}"), Stop);
        }
        var positions = await one.Read(c => c.QueryAsync<long>("SELECT pos FROM test_note ORDER BY pos"), Stop);
        Assert.Equal(Enumerable.Range(2, 20).Select(i => (long)i), positions);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_position_that_another_process_took_is_no_row_that_is_there_twice(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var one = await Open(test);
        await using var other = await Open(test);
        static Write NamedByPosition() => new(1, pos => [Insert($"p{pos}", pos)]);
        await one.Write(NamedByPosition(), Stop);
        await other.Write(NamedByPosition(), Stop);
        await one.Write(NamedByPosition(), Stop);
        Assert.Equal(["p2", "p3", "p4"], await Notes(one));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_writer_who_stops_waiting_does_not_take_the_write_back(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        using var giveUp = new CancellationTokenSource();
        var write = database.Write(Note("a"), giveUp.Token);
        await giveUp.CancelAsync();
        await Settled(write);
        await database.Write(Note("b"), Stop);
        Assert.Equal(["a", "b"], await Notes(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_read_that_fails_harms_no_other(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await Open(test);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.Read(c => c.QueryAsync("SELECT nonsense FROM nowhere"), Stop));
        Assert.Empty(await Notes(database));
    }

    [Fact]
    public async Task PostgreSql_without_room_fails_a_write_and_does_not_call_it_refused() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var database = await Open(test);
        foreach (var (state, isAway) in new[] { ("53100", true), ("57P01", true), ("22003", false) }) {
            await Says(state);
            var writes = new[] { Page(1), Note("a"), Page(2) }.Select(w => database.Write(w, Stop)).ToArray();
            await Assert.ThrowsAsync<StorageFailedException>(() => writes[1]);
            await Settled(writes);
            // What is about one write spares its batch; a database that is out of room takes nothing.
            Assert.Equal(!isAway, writes[0].IsCompletedSuccessfully);
            Assert.Equal(isAway, database.LastCommitFailed);
            await database.Write(new Write(Statement.Do("DROP TRIGGER full_disk ON test_note")), Stop);
            Assert.False(database.LastCommitFailed);
        }
        await database.Write(Note("a"), Stop);
        Assert.Equal(["a"], await Notes(database));

        static Write Page(long id) => new(Statement.Do("UPDATE test_page SET version = version WHERE version < @id", ("id", id)));

        async Task Says(string state) {
            await database.Write(new Write(Statement.Do(
                $"CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'so it is' USING ERRCODE = '{state}'; END $$ LANGUAGE plpgsql")), Stop);
            await database.Write(new Write(Statement.Do("CREATE TRIGGER full_disk BEFORE INSERT ON test_note FOR EACH ROW EXECUTE FUNCTION full_disk()")), Stop);
        }
    }

    private static async Task Settled(params Task[] tasks) {
        foreach (var task in tasks) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task<Database> Open(TestDatabase test) => test.Open(MigrationSet.Of<GroupCommitTests>("test"));

    private static Statement Insert(string id, long pos) =>
        Statement.Do("INSERT INTO test_note (id, body, pos) VALUES (@id, @body, @pos)", ("id", id), ("body", null), ("pos", pos));

    private static Write Note(string id) => new(1, pos => [Insert(id, pos)]);

    private static Write Twice(string first, string second) => new(2, pos => [Insert(first, pos), Insert(second, pos + 1)]);

    private static Write OnVersion(long version, string id) => new(1, pos => [
        Statement.Claim("UPDATE test_page SET version = @next WHERE id = 'page' AND version = @version", ("next", version + 1), ("version", version)),
        Insert(id, pos)]);

    private static async Task<string[]> Notes(Database database) =>
        [.. await database.Read(c => c.QueryAsync<string>("SELECT id FROM test_note ORDER BY id"), Stop)];
}
