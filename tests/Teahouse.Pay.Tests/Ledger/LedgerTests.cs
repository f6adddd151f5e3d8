using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Ledger;

public sealed class LedgerTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Money_moves_from_one_account_to_another_and_is_there_after_a_restart(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        long[] people;
        await using (var house = await Open(test)) {
            people = await house.People(2, 1_000);
            var outcome = await Send(house, Money.Single(people[0], people[0], people[1], 250));
            Assert.Equal(TransferOutcome.Done, outcome.Outcome);
            Assert.Equal(750, await house.Posted(people[0]));
        }
        await using var again = await Open(test);
        Assert.Equal<long[]>([750, 1_250], await Posted(again, people));
        await Send(again, Money.Single(people[1], people[1], people[0], 1_250));
        Assert.Equal<long[]>([2_000, 0], await Posted(again, people));
        Assert.Equal(4, (await again.Audit()).Transfers);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transfer_that_is_sent_again_gets_its_first_answer_and_moves_nothing(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 1_000);
        var transfer = Money.Single(people[0], people[0], people[1], 250);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Send(house, transfer)));
        Assert.Single(answers.Select(a => a.Written.Single()).Distinct());
        Assert.Equal(answers[0].Written, (await Send(house, transfer)).Written);
        Assert.Equal(750, await house.Posted(people[0]));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_id_that_was_used_for_something_else_is_refused(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 1_000);
        var transfer = Money.Single(people[0], people[0], people[1], 250);
        await Send(house, transfer);
        Transfer[] others = [
            transfer with { Amount = 251 }, transfer with { Credit = people[0], Debit = people[1] }, transfer with { Kind = TransferKind.Payment },
            transfer with { Phase = TransferPhase.Pending }, transfer with { Phase = TransferPhase.Pending, Timeout = 60 },
        ];
        foreach (var other in others) Assert.Equal(TransferOutcome.IdUsedOtherwise, (await Send(house, other)).Outcome);
        var chain = await Send(house, transfer, Money.Single(people[0], people[0], people[1], 1));
        Assert.Equal((1, TransferOutcome.IdUsedOtherwise), (chain.FailedAt, chain.Outcome));
        var otherCaller = transfer with { Id = transfer.Id with { Caller = people[1] } };
        Assert.Equal(TransferOutcome.Done, (await Send(house, otherCaller)).Outcome);
        Assert.Equal(500, await house.Posted(people[0]));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transfer_that_failed_has_failed_for_ever(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 100);
        var transfer = Money.Single(people[0], people[0], people[1], 150);
        Assert.Equal(TransferOutcome.FundsInsufficient, (await Send(house, transfer)).Outcome);
        await Send(house, Money.Single(people[1], people[1], people[0], 100));
        Assert.Equal(TransferOutcome.FundsInsufficient, (await Send(house, transfer)).Outcome);
        Assert.Equal(TransferOutcome.Done, (await Send(house, transfer with { Id = Money.Id(people[0]) })).Outcome);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_chain_is_done_whole_or_not_at_all(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(3, 100);
        var held = Money.Hold(people[0], people[1], 30);
        await Send(house, held);
        Transfer[] chain = [
            Money.Single(people[0], people[0], people[1], 50), Money.Hold(people[1], people[2], 120), Money.Post(held), Money.Single(people[0], people[0], people[2], 21)];
        var failed = await Send(house, chain);
        Assert.Equal((3, TransferOutcome.FundsInsufficient), (failed.FailedAt, failed.Outcome));
        Assert.Equal([TransferOutcome.ChainFailed, TransferOutcome.ChainFailed, TransferOutcome.ChainFailed, TransferOutcome.FundsInsufficient], failed.Written.Select(t => t.Outcome));
        Assert.Equal(new Balance(100, 30, 0), await house.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop));
        Assert.Equal(new Balance(100, 0, 30), await house.Accounts.BalanceOf(people[1], LedgerHouse.Currency, Stop));
        var again = chain.Select(t => t with { Id = Money.Id(people[0]), Amount = t.Amount == 21 ? 20 : t.Amount }).ToArray();
        Assert.Equal(TransferOutcome.Done, (await Send(house, again)).Outcome);
        Assert.Equal<long[]>([0, 180, 120], await Posted(house, people));
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_can_be_posted_in_part_or_voided_once(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 100);
        Transfer first = Money.Hold(people[0], people[1], 60), second = Money.Hold(people[0], people[1], 40);
        await Send(house, first);
        await Send(house, second);
        Assert.Equal(TransferOutcome.FundsInsufficient, (await Send(house, Money.Single(people[0], people[0], people[1], 1))).Outcome);
        Assert.Equal(TransferOutcome.AmountAbovePending, (await Send(house, Money.Post(first, 61))).Outcome);
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Post(first, 25))).Outcome);
        Assert.Equal(new Balance(75, 40, 0), await house.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop));
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Void(second))).Outcome);
        Assert.Equal(new Balance(75, 0, 0), await house.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop));
        foreach (var (ending, outcome) in new[] {
            (Money.Post(first), TransferOutcome.PendingPosted), (Money.Void(first), TransferOutcome.PendingPosted),
            (Money.Post(second), TransferOutcome.PendingVoided), (Money.Post(Money.Hold(people[0], people[1], 1)), TransferOutcome.PendingUnknown) }) {
            Assert.Equal(outcome, (await Send(house, ending)).Outcome);
        }
        await using var other = await Open(test);
        Assert.Equal(TransferOutcome.PendingPosted, (await Send(other, Money.Void(first))).Outcome);
        await other.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_held_for_too_long_is_free_again(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 100);
        Transfer shorter = Money.Hold(people[0], people[1], 60, timeout: 10), longer = Money.Hold(people[0], people[1], 40, timeout: 11);
        await Send(house, shorter);
        await Send(house, longer);
        house.Clock.Advance(TimeSpan.FromSeconds(9.999));
        await house.Grain.ExpireDue();
        Assert.Equal(100, (await house.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop)).HeldOut);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(TransferOutcome.PendingExpired, (await Send(house, Money.Post(shorter))).Outcome);
        await house.Grain.ExpireDue();
        await house.Grain.ExpireDue();
        Assert.Equal(new Balance(100, 40, 0), await house.Accounts.BalanceOf(people[0], LedgerHouse.Currency, Stop));
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Post(longer))).Outcome);
        Assert.Equal(TransferOutcome.PendingExpired, (await Send(house, Money.Post(shorter))).Outcome);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_frozen_account_gives_nothing_and_still_receives(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 100);
        Assert.True(await house.Door.Freeze(LedgerHouse.Currency, people[0], true));
        Assert.False(await house.Door.Freeze(LedgerHouse.Currency, 4_711, true));
        await using (var other = await Open(test)) {
            Assert.Equal(TransferOutcome.DebitFrozen, (await Send(other, Money.Single(people[0], people[0], people[1], 1))).Outcome);
        }
        Assert.Equal(TransferOutcome.DebitFrozen, (await Send(house, Money.Hold(people[0], people[1], 1))).Outcome);
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Single(people[1], people[1], people[0], 1))).Outcome);
        // Who is frozen may be paid, and leaves the fee of that: it is of what came in with it.
        var fee = Money.Single(people[0], people[0], people[1], 1) with { Kind = TransferKind.Fee };
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Single(people[1], people[1], people[0], 1), fee)).Outcome);
        Assert.True(await house.Door.Freeze(LedgerHouse.Currency, people[0], false));
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Single(people[0], people[0], people[1], 101))).Outcome);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Accounts_that_are_unknown_or_of_another_currency_and_balances_too_large_are_named(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var people = await house.People(2, 100);
        var euros = await house.Accounts.Of(PersonId.New(), AccountKind.Person, 978, Stop);
        Assert.Equal(TransferOutcome.CreditUnknown, (await Send(house, Money.Single(people[0], people[0], 4_711, 1))).Outcome);
        Assert.Equal(TransferOutcome.DebitUnknown, (await Send(house, Money.Single(4_711, 4_711, people[0], 1))).Outcome);
        Assert.Equal(TransferOutcome.CreditUnknown, (await Send(house, Money.Single(people[0], people[0], euros, 1))).Outcome);
        var bank = await house.Bank();
        Assert.Equal(TransferOutcome.BalanceTooLarge, (await Send(house, Money.Single(bank, bank, people[0], PayLimits.MinorMax))).Outcome);
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Single(people[0], people[0], people[1], 100))).Outcome);
        // The bank would owe more than can be told: it has given 200 already.
        Assert.Equal(TransferOutcome.BalanceTooLarge, (await Send(house, Money.Single(bank, bank, people[0], PayLimits.MinorMax - 100))).Outcome);
        Assert.Equal(TransferOutcome.Done, (await Send(house, Money.Single(bank, bank, people[0], PayLimits.MinorMax - 200))).Outcome);
        await house.Audit();
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_id_is_once_over_all_currencies_also_at_once(DatabaseKind kind) {
        const long euro = 978;
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await Open(test);
        var caller = (await house.People(1, 0))[0];
        var (bank, euroBank) = (await house.Bank(), await house.Accounts.OfHouse(AccountKind.SandboxBank, euro, Stop));
        var euros = await house.Accounts.Of(PersonId.New(), AccountKind.Person, euro, Stop);
        for (var i = 0; i < 20; i++) {
            var yuan = Money.Single(caller, bank, caller, 7);
            var other = yuan with { Debit = euroBank, Credit = euros };
            var outcomes = await Task.WhenAll(house.Door.Submit(LedgerHouse.Currency, yuan), house.Door.Submit(euro, other), house.Door.Submit(euro, other with { Id = Money.Id(euros) }));
            Assert.Equal([TransferOutcome.Done, TransferOutcome.IdUsedOtherwise], outcomes[..2].Select(o => o.Outcome).Order());
            Assert.Equal(TransferOutcome.Done, outcomes[2].Outcome);
        }
        Assert.Equal(40 * 7, await house.Posted(caller) + (await house.Accounts.BalanceOf(euros, euro, Stop)).Posted);
        await house.Audit();
    }

    [Fact]
    public async Task Two_ledgers_that_know_nothing_of_each_other_lose_and_double_nothing() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var one = await Open(test);
        await using var other = await Open(test);
        var people = await one.People(4, 1_000);
        var transfers = Enumerable.Range(0, 200).Select(i => Money.Single(people[i % 4], people[i % 4], people[(i + 1) % 4], 1 + i % 7)).ToArray();
        var answers = await Task.WhenAll(transfers.SelectMany(t => (Task<ChainOutcome>[])[Insist(one, t), Insist(other, t)]));
        for (var i = 0; i < transfers.Length; i++) Assert.Equal(answers[2 * i].Written, answers[2 * i + 1].Written);
        Assert.Equal(4_000, (await Posted(one, people)).Sum());
        Assert.Equal(204, (await other.Audit()).Transfers);
    }

    [Fact]
    public async Task Two_that_ask_for_an_account_at_once_get_the_same() {
        await using var test = await TestDatabase.Create(DatabaseKind.PostgreSql);
        await using var house = await Open(test);
        var person = PersonId.New();
        var accounts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => house.Accounts.Of(person, AccountKind.Person, LedgerHouse.Currency, Stop)));
        Assert.Single(accounts.Distinct());
    }

    private static async Task<ChainOutcome> Insist(LedgerHouse house, Transfer transfer) {
        while (true) {
            try {
                return await Send(house, transfer);
            } catch (LedgerBusyException) { }
        }
    }

    private static Task<long[]> Posted(LedgerHouse house, long[] people) => Task.WhenAll(people.Select(house.Posted));

    private static Task<LedgerHouse> Open(TestDatabase test) => LedgerHouse.Open(test, LedgerHouse.NewClock());

    private static Task<ChainOutcome> Send(LedgerHouse house, params Transfer[] chain) => house.Door.Submit(LedgerHouse.Currency, chain);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
