using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>
/// Faults by count, not by luck: of each use case the first, the second, the n-th write fails, until it runs through without meeting
/// the fault. Who was told of a failure asks again and succeeds; nothing is half done; everybody hears what is on disk; and what the
/// house remembers is what the database holds.
/// </summary>
public abstract class FaultsByCountTests(DatabaseKind kind) {
    [Fact]
    public async Task Whatever_write_fails_nothing_is_half_done_and_who_asks_again_succeeds() {
        await using var files = await TestDatabase.Create(kind);
        IReadOnlyList<string> before;
        Townsperson[] people;
        // With a fee, so that what is paid and paid back is a chain of more than one transfer.
        await using (var house = await HouseInProcess.Open(files, payeeFee: UseCases.FeePercent)) {
            var town = await FaultyTown.Settle(house);
            foreach (var useCase in UseCases.All) await town.Play(useCase);
            Assert.True(town.Failures.Count == 0, string.Join("\n", town.Failures));
            foreach (var (told, now) in await town.Compare()) Assert.Equal(now, told);
            TestContext.Current.SendDiagnosticMessage($"{kind}: {UseCases.All.Count} use cases, {town.Faults} faults.");
            await Whole.Demand(house, files, mayWait: kind == DatabaseKind.PostgreSql);
            (people, before) = (town.People, await town.Look());
        }
        await using var again = await HouseInProcess.Open(files);
        Assert.Equal(before, await FaultyTown.Look(again, people));
        await Whole.Demand(again, files);
    }

    [Fact]
    public async Task Every_route_that_may_write_is_in_the_list() {
        await using var files = await TestDatabase.Create(kind);
        await using var house = await HouseInProcess.Open(files);
        var listed = UseCases.All.Select(u => u.Route).ToHashSet();
        Assert.Equal([], UseCases.WritingRoutes(house.Routes).Except(listed));
        Assert.Equal([], listed.Where(IsRoute).Except(UseCases.NamesOf(house.Routes)));

        // A route begins with its method, an operator's command with a word.
        static bool IsRoute(string name) => char.IsUpper(name[0]);
    }
}

/// <summary>A class of its own, so that both run at once.</summary>
public sealed class SqliteFaultsByCountTests() : FaultsByCountTests(DatabaseKind.Sqlite);

/// <summary>A class of its own, so that both run at once.</summary>
public sealed class PostgreSqlFaultsByCountTests() : FaultsByCountTests(DatabaseKind.PostgreSql);
