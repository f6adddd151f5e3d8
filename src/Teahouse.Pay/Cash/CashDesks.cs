using Dapper;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Money;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;

namespace Teahouse.Pay.Cash;

/// <summary>Whether one is a cash desk, and how much one may still take in today.</summary>
/// <param name="Limit">How much in a day; null for who is none.</param>
/// <param name="Left">How much of that is left today; null for who is none.</param>
internal sealed record CashDesk(Amount? Limit, Amount? Left);

/// <summary>The rows of cash desks: those of verified payees, so that a desk ends with who it is.</summary>
internal sealed class CashDesks(Database database, WalletLaw law, TimeProvider clock) {
    /// <summary>What somebody is; nobody is one where the law knows no cash.</summary>
    public async Task<CashDesk> Of(PersonId person, CancellationToken stop) {
        if (!Verb.Cash.Exists(law)) return new(null, null);
        var (limit, day, taken) = await database.Read(c => c.QuerySingleOrDefaultAsync<(long? Limit, long Day, long Taken)>(
            "SELECT cash_limit, cash_day, cash_taken FROM pay_payee WHERE person = @person", new { person = person.Value }), stop);
        return limit is { } most ? new(Amount.Of(most, Iso4217.OfHouse), Amount.Of(Math.Max(0, most - (day == Today ? taken : 0)), Iso4217.OfHouse)) : new(null, null);
    }

    /// <summary>Counts so much against the day's limit; lost for who is no cash desk, or would be over it.</summary>
    public Statement Take(PersonId desk, long minor) => Statement.Claim(
        """
        UPDATE pay_payee SET cash_taken = CASE WHEN cash_day = @day THEN cash_taken ELSE 0 END + @amount, cash_day = @day
        WHERE person = @person AND CASE WHEN cash_day = @day THEN cash_taken ELSE 0 END + @amount <= cash_limit
        """, ("person", desk.Value), ("day", Today), ("amount", minor));

    /// <summary>Counts so much no longer, because the ledger did not move it.</summary>
    /// <param name="desk">Whose.</param>
    /// <param name="minor">How much.</param>
    /// <param name="day">The day that it was counted to.</param>
    public Task GiveBack(PersonId desk, long minor, long day) => database.Write(new(Statement.Do(
        "UPDATE pay_payee SET cash_taken = cash_taken - @amount WHERE person = @person AND cash_day = @day AND cash_taken >= @amount",
        ("person", desk.Value), ("day", day), ("amount", minor))));

    /// <summary>When the day began that is counted now.</summary>
    public long Today => PayDay.Began(clock);
}
