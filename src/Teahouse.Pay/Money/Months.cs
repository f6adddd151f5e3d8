using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>One's own money in a month.</summary>
/// <param name="Month"><c>2026-11</c>.</param>
/// <param name="TimeZone">Whose days these are: an IANA name.</param>
/// <param name="Opening">What there was before.</param>
/// <param name="Closing">What there was at its end, or is now.</param>
/// <param name="In">What came in.</param>
/// <param name="Out">What went out, above zero.</param>
/// <param name="Kinds">The same by kind; kinds of which there was nothing are left out.</param>
/// <param name="Days">The same by day, all days of the month.</param>
/// <param name="Before">The month before, where anything moved earlier; else null.</param>
/// <param name="After">The month after, where that has begun; else null.</param>
internal sealed record MonthShown(
    string Month, string TimeZone, Amount Opening, Amount Closing, Amount In, Amount Out, IReadOnlyList<KindSum> Kinds, IReadOnlyList<DaySum> Days, string? Before, string? After);

/// <summary>What moved of one kind.</summary>
/// <param name="Kind">As in the history, without <c>Back</c>.</param>
/// <param name="In">What came in.</param>
/// <param name="Out">What went out, above zero.</param>
/// <param name="Count">How many movements.</param>
internal sealed record KindSum(string Kind, Amount In, Amount Out, long Count);

/// <summary>What moved on one day.</summary>
/// <param name="Day">The day of the month, from 1.</param>
/// <param name="In">What came in.</param>
/// <param name="Out">What went out, above zero.</param>
internal sealed record DaySum(int Day, Amount In, Amount Out);

/// <summary>One's own months.</summary>
internal sealed class Months(Database database, LedgerAccounts accounts, TimeProvider clock) {
    // Every time zone of today differs from the others by whole quarters of an hour: so the database sums up, and days are found afterwards.
    private const long QuarterMilliseconds = 900_000;

    private const string Sums =
        """
        SELECT t.kind AS Kind, CAST(CASE WHEN c.poster IS NULL THEN 0 ELSE 1 END AS bigint) AS Scanned, t.at / @quarter AS Quarter, CAST(CASE WHEN e.amount > 0 THEN 1 ELSE 0 END AS bigint) AS Came, CAST(sum(e.amount) AS bigint) AS Moved, count(*) AS Count
        FROM pay_entry e JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            LEFT JOIN pay_charge c ON t.kind = 2 AND c.id = COALESCE(t.pending_id, t.id)
        WHERE e.account = @account AND e.number >= @from AND e.number < @until GROUP BY 1, 2, 3, 4
        """;

    private const string BalanceBefore = "SELECT balance FROM pay_entry WHERE account = @account AND number < @number ORDER BY number DESC LIMIT 1";

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/months/{month}",
        [Reads] (string month, string? currency, WalletSession session, Months months, CancellationToken stop) => months.Show(session, month, currency, stop))
        .WithSummary("A month of mine (2026-11) in one currency: what came in and went out, by kind and by day.").Produces<MonthShown>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);

    private async Task<IResult> Show(WalletSession session, string text, string? currency, CancellationToken stop) {
        if ((currency is null ? Iso4217.OfHouse : Iso4217.Find(currency)) is not { } known) return PayProblems.CurrencyUnknown;
        var month = WireDays.Month(text);
        // Nobody's account has the number 0.
        var account = await accounts.Find(session.Person, AccountKind.Person, known.Number, stop) ?? 0;
        return TypedResults.Ok(await database.Read(connection => Read(connection, account, known, month), stop));
    }

    private async Task<MonthShown> Read(DbConnection connection, long account, Iso4217 currency, DateOnly month) {
        var zone = clock.LocalTimeZone;
        var from = await LedgerTime.Find(connection, currency.Number, PayDay.Began(month, zone));
        var until = await LedgerTime.Find(connection, currency.Number, PayDay.Began(month.AddMonths(1), zone));
        var sums = (await connection.QueryAsync<(long Kind, long Scanned, long Quarter, long Came, long Moved, long Count)>(
            Sums, new { account, from, until, quarter = QuarterMilliseconds })).Select(s => new Sum(MovementKinds.Of((TransferKind)s.Kind, s.Scanned == 1), s.Kind, s.Quarter, s.Came == 1, s.Moved, s.Count)).ToList();
        var opening = await Balance(connection, account, from);
        var byDay = sums.ToLookup(s => PayDay.Of(s.Quarter * QuarterMilliseconds, zone).Day);
        return new(
            WireDays.Of(month), zone.Id, Amount.Of(opening ?? 0, currency), Amount.Of(await Balance(connection, account, until) ?? 0, currency), In(sums, currency), Out(sums, currency),
            [.. sums.OrderBy(s => s.Number).ThenBy(s => s.Kind, StringComparer.Ordinal).GroupBy(s => s.Kind).Select(k => new KindSum(k.Key, In(k, currency), Out(k, currency), k.Sum(s => s.Count)))],
            [.. Enumerable.Range(1, DateTime.DaysInMonth(month.Year, month.Month)).Select(day => new DaySum(day, In(byDay[day], currency), Out(byDay[day], currency)))],
            opening is null ? null : WireDays.Of(month.AddMonths(-1)), month.AddMonths(1) <= PayDay.Today(clock) ? WireDays.Of(month.AddMonths(1)) : null);
    }

    private static Task<long?> Balance(DbConnection connection, long account, long number) =>
        connection.QuerySingleOrDefaultAsync<long?>(BalanceBefore, new { account, number });

    private static Amount In(IEnumerable<Sum> sums, Iso4217 currency) => Amount.Of(sums.Where(s => s.Came).Sum(s => s.Moved), currency);

    private static Amount Out(IEnumerable<Sum> sums, Iso4217 currency) => Amount.Of(-sums.Where(s => !s.Came).Sum(s => s.Moved), currency);

    private sealed record Sum(string Kind, long Number, long Quarter, bool Came, long Moved, long Count);
}
