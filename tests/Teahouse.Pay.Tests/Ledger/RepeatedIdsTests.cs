using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Ledger;

/// <summary>Ids that stand in the ledger already, at one that remembers none of them and has much else to do.</summary>
public sealed class RepeatedIdsTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Among_many_others_they_get_their_first_answers_and_the_others_are_done(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        long[] people;
        Transfer[] old;
        ChainOutcome[] first;
        await using (var house = await Open(test)) {
            people = await house.People(2, 1_000);
            var held = Money.Hold(people[0], people[1], 60);
            old = [Money.Single(people[0], people[0], people[1], 5), held, Money.Hold(people[0], people[1], 70), Money.Post(held), Money.Single(people[0], people[0], people[1], 5_000)];
            first = new ChainOutcome[old.Length];
            for (var i = 0; i < old.Length; i++) first[i] = await Send(house, old[i]);
        }
        await using var again = await Open(test);
        var others = Enumerable.Range(0, 300).Select(i => Money.Single(people[i % 2], people[i % 2], people[1 - i % 2], 1)).ToArray();
        var ends = Money.Void(old[2]);
        var answers = await Task.WhenAll(others[..150].Concat(old).Append(ends).Concat(others[150..]).Select(t => Send(again, t)));
        for (var i = 0; i < old.Length; i++) Assert.Equal(first[i].Written, answers[150 + i].Written);
        Assert.All(answers[..150].Concat(answers[(150 + old.Length)..]), a => Assert.Equal(TransferOutcome.Done, a.Outcome));
        Assert.Equal(new Balance(935, 0, 0), await again.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop));
        await again.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_sends_them_without_end_keeps_nobody_from_paying(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 1_000);
        var old = Money.Single(people[0], people[0], people[1], 5);
        var first = await Send(house, old);
        for (var round = 0; round < 2 * PayLimits.RoundsAskedMax; round++) {
            var answers = await Task.WhenAll(Send(house, Money.Single(people[1], people[1], people[0], 1)), Send(house, old), Send(house, Money.Single(people[0], people[0], people[1], 1)));
            Assert.Equal([TransferOutcome.Done, TransferOutcome.Done, TransferOutcome.Done], answers.Select(a => a.Outcome));
            Assert.Equal(first.Written, answers[1].Written);
        }
        Assert.Equal(995, await house.Posted(people[0]));
        await house.Audit();
    }

    private static Task<LedgerHouse> Open(TestDatabase test) => LedgerHouse.Open(test, LedgerHouse.NewClock());

    private static Task<ChainOutcome> Send(LedgerHouse house, params Transfer[] chain) => house.Door.Submit(LedgerHouse.Currency, chain);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
