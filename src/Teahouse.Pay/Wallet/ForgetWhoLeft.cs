using Dapper;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>By the clock: who has left and taken out what was theirs is forgotten, with every way into their wallet.</summary>
internal sealed class ForgetWhoLeft(Database database, TimeProvider clock, ILogger<ForgetWhoLeft> log)
    : ByTheClock(PayLimits.ForgetWhoLeftEverySeconds, clock, log) {
    private static readonly string Done = $"SELECT person FROM pay_left WHERE NOT {MoneyThere.Of("pay_left.person")} ORDER BY at LIMIT @most";

    /// <inheritdoc/>
    protected override async Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) {
        var done = await database.Read(c => c.QueryAsync<long>(Done, new { most = (long)PayLimits.LeftPerRoundMax }), stop);
        return done.Select<long, Func<Task>>(person => () => database.Write(PayRecords.ForgetWaysIn(new(person)), stop));
    }
}
