using CsCheck;
using Teahouse.Storage;
using Teahouse.Talk.Keys.Backup;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

public sealed class BackedUpKeyTests {
    private static readonly Gen<BackedUpKey> AnyKey = Gen.Select(Gen.Long[0, 3], Gen.Long[0, 3], Gen.Bool, Gen.Int[0, 999])
        .Select((index, forwarded, verified, data) => new BackedUpKey("!room:x", "session", index, forwarded, verified, $$"""{"n":{{data}}}"""));

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_all_uploads_of_a_key_the_best_stays_and_of_equal_ones_the_first(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        await AnyKey.List[1, 12].SampleAsync(async uploads => {
            var (backups, person) = (new Backups(database), PersonId.New());
            var version = await backups.Create(person, "a", "{}", Stop);
            foreach (var key in uploads) await backups.Put(person, version, [key], Stop);
            var best = uploads.Aggregate((kept, next) => IsBetter(next, kept) ? next : kept);
            Assert.Equal([best], await backups.Keys(person, version, new KeyChoice(), Stop));
        }, iter: Stories.Count(60), threads: 1);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_etag_moves_when_a_key_does_and_only_then(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        await Gen.Select(AnyKey, AnyKey).SampleAsync(async (first, second) => {
            var (backups, person) = (new Backups(database), PersonId.New());
            var version = await backups.Create(person, "a", "{}", Stop);
            await backups.Put(person, version, [first], Stop);
            var before = (await backups.Find(person, version, Stop)).Etag;
            await backups.Put(person, version, [second], Stop);
            Assert.Equal(IsBetter(second, first), before != (await backups.Find(person, version, Stop)).Etag);
        }, iter: Stories.Count(60), threads: 1);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Devices_that_make_backups_at_once_get_versions_of_their_own(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, TalkModule.Migrations);
        await using var database = await test.Open(TalkModule.Migrations);
        var (backups, person) = (new Backups(database), PersonId.New());
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => backups.Create(person, "a", "{}", Stop)));
        Assert.Equal(Enumerable.Range(1, 20).Select(v => (long)v), versions.Order());
        Assert.Equal(20, (await backups.Current(person, Stop))!.Version);
    }

    // "Server-side key backups", the three rules as they stand there.
    private static bool IsBetter(BackedUpKey next, BackedUpKey kept) {
        if (next.IsVerified != kept.IsVerified) return next.IsVerified;
        if (next.FirstMessageIndex != kept.FirstMessageIndex) return next.FirstMessageIndex < kept.FirstMessageIndex;
        return next.ForwardedCount < kept.ForwardedCount;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
