using CsCheck;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Ledger;

/// <summary>
/// Generator, model, auditor: what people might ask, at once and again and from ledgers that begin anew and disks that fail; then the
/// model is told in the order in which it stands on disk, and must say the same of each transfer and every balance.
/// </summary>
public sealed class LedgerPropertyTests {
    private const int Rounds = 12;

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public Task Whatever_is_asked_the_ledger_is_what_the_model_says(DatabaseKind kind) =>
        Gen.Int[0, int.MaxValue].SampleAsync(seed => Play(kind, new Random(seed)), iter: Stories.Count(12), threads: 1);

    private static async Task Play(DatabaseKind kind, Random random) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        var clock = LedgerHouse.NewClock();
        var house = await LedgerHouse.Open(test, clock);
        try {
            var (bank, people) = (await house.Bank(), await house.People(5, 0));
            var told = new LedgerDiary(new LedgerModel(bank, people));
            var stories = new LedgerStories(random, bank, people);
            for (var round = 0; round < Rounds; round++) {
                if (random.Next(6) == 0) house = await Restarted(house, test, clock);
                if (random.Next(3) == 0) await told.Freezes(house, people[random.Next(people.Length)], random.Next(2) == 0);
                var disk = random.Next(4) == 0 ? Failing(house.Database, random.Next(2) == 0) : null;
                await told.Asks(house, stories.Round());
                if (disk is not null) house.Database.Committer.ToDisk = disk;
                clock.Advance(TimeSpan.FromMilliseconds(random.Next(2_500)));
                if (random.Next(2) == 0) await house.Grain.ExpireDue();
            }
            await told.IsWhatStands(house);
            await house.Audit();
        } finally {
            await house.DisposeAsync();
        }
    }

    private static async Task<LedgerHouse> Restarted(LedgerHouse house, TestDatabase test, HandClock clock) {
        await house.DisposeAsync();
        return await LedgerHouse.Open(test, clock);
    }

    /// <summary>From now on one commit fails, before it is on disk or after.</summary>
    private static Func<IReadOnlyList<PendingWrite>, Task> Failing(Database database, bool afterwards) {
        var disk = database.Committer.ToDisk;
        var hasFailed = false;
        database.Committer.ToDisk = async batch => {
            if (hasFailed) {
                await disk(batch);
                return;
            }
            hasFailed = true;
            if (afterwards) await disk(batch);
            throw new IOException("The disk fails.");
        };
        return disk;
    }
}
