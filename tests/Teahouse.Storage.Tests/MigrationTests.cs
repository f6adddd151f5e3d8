using Dapper;
using Teahouse.Town;

namespace Teahouse.Storage.Tests;

public sealed class MigrationTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_migration_that_changed_after_it_was_applied_is_refused_by_name(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using (var database = await test.Open(MigrationSet.Of<MigrationTests>("test"))) {
            await database.Write(new Write(Statement.Do("UPDATE storage_migration SET checksum = 'other' WHERE module = 'test'")), TestContext.Current.CancellationToken);
        }
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => test.Open(MigrationSet.Of<MigrationTests>("test")));
        Assert.Contains("001_note of test", refusal.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Two_processes_that_start_at_once_migrate_once(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => test.Open(MigrationSet.Of<MigrationTests>("test")))));
        var applied = await both[0].Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM storage_migration"), TestContext.Current.CancellationToken);
        Assert.Equal(2, applied);
        foreach (var database in both) await database.DisposeAsync();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_database_that_is_newer_than_the_program_is_refused_and_named(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using (var database = await test.Open(MigrationSet.Of<MigrationTests>("test"))) await HasHad(database, 999, "999_later");
        var refusal = await Assert.ThrowsAsync<DatabaseRefusedException>(() => test.Open(MigrationSet.Of<MigrationTests>("test")));
        Assert.Contains("has had the migration 999_later of test, which this version does not know", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_an_upgrade_there_is_a_copy_to_go_back_to_and_the_newest_few_are_kept() {
        await using var test = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using (var old = await test.Open()) await HasHad(old, 1, "1_rememberme", "other");
        Assert.Empty(Copies(test));
        for (var upgrade = 1; upgrade <= StorageLimits.UpgradeCopiesMax + 2; upgrade++) {
            await using var database = await test.Open(MigrationSet.Of<MigrationTests>("test"));
            Assert.Equal(Math.Min(upgrade, StorageLimits.UpgradeCopiesMax), Copies(test).Length);
            await database.Write(new Write(Statement.Do("DROP TABLE test_note"), Statement.Do("DROP TABLE test_page"), Statement.Do("DELETE FROM storage_migration WHERE module = 'test'")), Stop);
        }
        using var back = new TemporaryFolder();
        File.Copy(Copies(test)[^1], Database.FileIn(back.Path));
        await using var before = await Database.Open(back.Path, null, [], TimeProvider.System, Stop);
        Assert.Equal(["1_rememberme"], await before.Read(c => c.QueryAsync<string>("SELECT name FROM storage_migration WHERE module <> 'storage'"), Stop));
        Assert.Equal(0, await before.Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM sqlite_master WHERE name = 'test_note'"), Stop));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string[] Copies(TestDatabase test) {
        var folder = Path.Combine(test.Folder, "backups");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    private static Task<long> HasHad(Database database, long number, string name, string module = "test") => database.Write(new Write(Statement.Do(
        "INSERT INTO storage_migration (module, number, name, checksum, applied_at) VALUES (@module, @number, @name, 'x', 1)",
        ("module", module), ("number", number), ("name", name))), Stop);
}
