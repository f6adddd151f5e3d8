using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Ledger;

/// <summary>An audit that finds nothing proves nothing: each claim is broken by hand, and must be named.</summary>
public sealed class LedgerAuditTests {
    public static IEnumerable<object[]> Harm =>
        from kind in TestDatabase.Kinds
        from harm in Harms
        select (object[])[kind[0], harm.Claim, harm.Sql];

    private static readonly (string Claim, string Sql)[] Harms = [
        ("The sum of all accounts is zero", "UPDATE pay_entry SET amount = amount + 1 WHERE number = 5 AND amount > 0"),
        ("Transfers are numbered without a gap", "DELETE FROM pay_transfer WHERE number = 6"),
        ("A transfer takes from one account what it gives to another", "UPDATE pay_transfer SET amount = amount + 1 WHERE number = 3"),
        ("Nothing else moved", "INSERT INTO pay_entry (account, number, currency, amount, balance) VALUES (15605, 8, 156, 0, -300)"),
        ("An account has one currency", "UPDATE pay_account SET currency = 978 WHERE account = 15605"),
        ("A chain is done whole or not at all", "UPDATE pay_transfer SET chain = 4 WHERE number = 6"),
        ("A pending transfer holds what it says", "UPDATE pay_hold SET amount = amount - 1 WHERE number = 4"),
        ("Every hold ends at most once, by a transfer that says so", "UPDATE pay_hold SET ended_by = 3 WHERE number = 4"),
        ("Every end ends one hold", "UPDATE pay_hold SET ended_by = NULL, posted = 0 WHERE number = 4"),
        ("What is held is there", "UPDATE pay_hold SET amount = 1000000 WHERE number = 7"),
        ("What came from a bank or went to one stands in a statement, once", "DELETE FROM pay_bank_entry WHERE id = 'A'"),
        ("What a statement brought is its owner's", "UPDATE pay_bank_entry SET amount = amount + 1 WHERE id = 'A'"),
        ("What goes out is what its rows say", "UPDATE pay_payout SET amount = amount + 1 WHERE id = 'B'"),
        ("What people took out left them once, and went to the bank or back once", "UPDATE pay_payout SET state = 11 WHERE id = 'B'"),
        ("The parts of a tally are the whole", "UPDATE pay_tally SET amount = amount + 1"),
        ("A part of a tally that is paid was moved", "UPDATE pay_tally_part SET amount = amount + 1 WHERE state = 10"),
        ("What moved for a tally is a part of one", "UPDATE pay_tally_part SET state = 0 WHERE state = 10"),
        ("What the house has of a fee is of a payment for good, or comes back with a refund", "UPDATE pay_charge SET fee_points = 70"),
        ("What the house has of a fee is of a payment for good, or comes back with a refund", "UPDATE pay_refund SET fee = fee - 1"),
        ("What the house has of a fee is of a payment for good, or comes back with a refund", "UPDATE pay_transfer SET kind = 1 WHERE kind = 4"),
        ("Every payment for good left its fee, and every refund brought back its part", "DELETE FROM pay_transfer WHERE number = 12"),
        ("Every payment for good left its fee, and every refund brought back its part", "UPDATE pay_transfer SET chain = number WHERE number = 15"),
        ("What comes back of a fee is no more than it was, and all of it with the last of the money", "UPDATE pay_charge SET fee_back = fee_back - 1"),
        ("What comes back of a fee is no more than it was, and all of it with the last of the money", "UPDATE pay_charge SET refunded = amount"),
        ("Every balance is the fold of its history", "UPDATE pay_entry SET balance = balance + 1 WHERE number = 5 AND amount > 0"),
        ("No balance is below its floor", "UPDATE pay_account SET floor = 1000000 WHERE person IS NOT NULL"),
    ];

    [Fact]
    public void Every_claim_is_broken_here() => Assert.Empty(AuditReport.Claims.Except(Harms.Select(h => h.Claim)));

    [Theory, MemberData(nameof(Harm))]
    public async Task A_ledger_that_was_tampered_with_is_found(DatabaseKind kind, string claim, string sql) {
        await using var test = await TestDatabase.Create(kind, PayModule.Migrations);
        await using var house = await LedgerHouse.Open(test, LedgerHouse.NewClock());
        var people = await house.People(2, 150);                                        // transfers 1 and 2
        await Send(house, Money.Single(people[0], people[0], people[1], 40));           // 3
        var held = Money.Hold(people[0], people[1], 30);
        await Send(house, held);                                                        // 4
        await Send(house, Money.Post(held));                                            // 5
        await Send(house, Money.Single(people[0], people[0], people[1], 1_000_000));    // 6 fails
        await Send(house, Money.Hold(people[1], people[0], 10));                        // 7
        await Bank(house, people[0]);                                                   // 8 and 9
        await Tally(house, people[0], people[1]);                                       // 10
        await Fee(house, people[0], people[1]);                                         // 11 to 15
        await house.Audit();
        await house.Database.Write(new(Statement.Claim(sql)), TestContext.Current.CancellationToken);
        var report = await LedgerAudit.Run(house.Database, TestContext.Current.CancellationToken);
        Assert.Contains(report.Problems, p => p.StartsWith(claim, StringComparison.Ordinal));
    }

    // Money from a bank, and money that waits to go to one.
    private static async Task Bank(LedgerHouse house, long person) {
        var stop = TestContext.Current.CancellationToken;
        var (bank, goingOut) = (await house.Accounts.OfHouse(AccountKind.Float, LedgerHouse.Currency, stop), await house.Accounts.OfHouse(AccountKind.GoingOut, LedgerHouse.Currency, stop));
        var (came, taken) = (Money.Single(bank, bank, person, 500), Money.Single(goingOut, person, goingOut, 60));
        await house.Database.Write(new(
            Statement.Do(
                "INSERT INTO pay_bank_entry (id, transfer, account, reference, credit, amount, currency, booked, at, state) VALUES ('A', @transfer, 'X', 'R', 1, 500, 'CNY', '', 1, 11)",
                ("transfer", LedgerWrite.Bytes(came.Id.Id))),
            Statement.Do(
                "INSERT INTO pay_payout (id, person, key, amount, iban, name, taken, ended, back, at, state, confirmed) VALUES ('B', 1, @taken, 60, 'X', 'X', @taken, @ended, @back, 1, 2, 0)",
                ("taken", LedgerWrite.Bytes(taken.Id.Id)), ("ended", LedgerWrite.Bytes(Guid.NewGuid())), ("back", LedgerWrite.Bytes(Guid.NewGuid())))), stop);
        await Send(house, came);
        await Send(house, taken);
    }

    // Money that one asks of another, who has paid.
    private static async Task Tally(LedgerHouse house, long payer, long asker) {
        var (id, paid) = (LedgerWrite.Bytes(Guid.NewGuid()), new Transfer(Money.Id(payer), TransferPhase.Single, TransferKind.Tally, payer, asker, 30));
        await house.Database.Write(new(
            Statement.Do(
                "INSERT INTO pay_tally (id, room, asker, key, currency, amount, at, until, withdrawn) VALUES (@id, '!r', 1, @id, 156, 50, 1, 2, 0)", ("id", id)),
            Statement.Do("INSERT INTO pay_tally_part (tally, part, person, amount, at, state) VALUES (@id, 0, 1, 20, 1, 0)", ("id", id)),
            Statement.Do(
                "INSERT INTO pay_tally_part (tally, part, person, amount, transfer, at, state) VALUES (@id, 1, 2, 30, @transfer, 1, 10)",
                ("id", id), ("transfer", LedgerWrite.Bytes(paid.Id.Id)))), TestContext.Current.CancellationToken);
        await Send(house, paid);
    }

    // A payment of 10.00 whose payee leaves 0.06 to the house, and gets 0.03 of it back with a half.
    private static async Task Fee(LedgerHouse house, long payer, long payee) {
        var stop = TestContext.Current.CancellationToken;
        var bank = await house.Bank();
        await Send(house, Money.Single(bank, bank, payer, 1_000));                      // 11
        var fees = await house.Accounts.OfHouse(AccountKind.Fees, LedgerHouse.Currency, stop);
        var (paid, back) = (new Transfer(Money.Id(payee), TransferPhase.Single, TransferKind.Payment, payer, payee, 1_000), new Transfer(Money.Id(payee), TransferPhase.Single, TransferKind.Refund, payee, payer, 500));
        await house.Database.Write(new(
            Statement.Do(
                """
                INSERT INTO pay_charge (id, number, receipt, payee, payer, alias, key, amount, source, at, state, why, confirmed, offline, refunded, fee_points, fee_back)
                VALUES (@id, 1, 'R', 1, 2, 3, @id, 1000, 1, 1, 11, 0, 0, 0, 500, 60, 3)
                """, ("id", LedgerWrite.Bytes(paid.Id.Id))),
            Statement.Do("INSERT INTO pay_refund (id, charge, payee, key, amount, at, state, fee) VALUES (@id, @charge, 1, @id, 500, 1, 11, 3)",
                ("id", LedgerWrite.Bytes(back.Id.Id)), ("charge", LedgerWrite.Bytes(paid.Id.Id)))), stop);
        await Send(house, paid, new Transfer(Money.Id(payee), TransferPhase.Single, TransferKind.Fee, payee, fees, 6));     // 12 and 13
        await Send(house, new Transfer(Money.Id(payee), TransferPhase.Single, TransferKind.Fee, fees, payee, 3), back);     // 14 and 15
    }

    private static Task<ChainOutcome> Send(LedgerHouse house, params Transfer[] chain) => house.Door.Submit(LedgerHouse.Currency, chain);
}
