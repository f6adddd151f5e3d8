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
}
