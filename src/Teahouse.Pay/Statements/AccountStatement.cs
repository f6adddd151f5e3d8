using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Problems;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Statements;

/// <summary>Which days of which money.</summary>
/// <param name="From">The first day, <c>2026-11-01</c>.</param>
/// <param name="To">The last day.</param>
/// <param name="Currency">Where none is named, the house's.</param>
/// <param name="Language"><c>en</c> or <c>zh</c>; English where none is named.</param>
internal sealed record StatementAsked(
    [property: FromQuery(Name = "from")] string? From, [property: FromQuery(Name = "to")] string? To, [property: FromQuery(Name = "currency")] string? Currency,
    [property: FromQuery(Name = "lang")] string? Language);

/// <summary>All that moved on an account in some days.</summary>
/// <param name="Owner">Whose, and in which currency.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Zone">Whose days.</param>
/// <param name="Opening">What there was before, in minor units.</param>
/// <param name="Movements">The oldest first.</param>
internal sealed record AccountStatement(AccountOwner Owner, DateOnly From, DateOnly To, TimeZoneInfo Zone, long Opening, IReadOnlyList<Movement> Movements) {
    /// <summary>What there was at the end, in minor units: what the last movement left.</summary>
    public long Closing => Movements.Count == 0 ? Opening : Movements[^1].Balance.Minor;

    /// <summary>A moment in the house's time zone.</summary>
    public DateTimeOffset Local(long at) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(at), Zone);

    /// <summary>What the file is called.</summary>
    /// <param name="ending">With its point.</param>
    public string FileName(string ending) => string.Create(CultureInfo.InvariantCulture, $"teahouse-{Owner.Currency.Code}-{From:yyyy-MM-dd}-{To:yyyy-MM-dd}{ending}");
}

/// <summary>Draws up statements from the history, whatever they are written as.</summary>
internal sealed class DrawStatement(Database database, LedgerAccounts accounts, Movements movements, TimeProvider clock) {
    /// <summary>Those of a person's days as a file, or why not.</summary>
    public async Task<IResult> As(PersonId person, StatementAsked asked, Func<AccountStatement, IResult> write, CancellationToken stop) {
        var (statement, refusal) = await Of(person, asked, stop);
        return statement is null ? refusal! : write(statement);
    }

    private async Task<(AccountStatement? Statement, Problem? Refusal)> Of(PersonId person, StatementAsked asked, CancellationToken stop) {
        if ((asked.Currency is null ? Iso4217.OfHouse : Iso4217.Find(asked.Currency)) is not { } currency) return (null, PayProblems.CurrencyUnknown);
        if (asked.Language is not (null or "en" or "zh")) throw MatrixError.InvalidParam("'lang' is en or zh.").Thrown();
        if (WireDays.Day(asked.From, "from") is not { } from || WireDays.Day(asked.To, "to") is not { } to || to < from) {
            throw MatrixError.InvalidParam("'from' and 'to' must be days, as 2026-11-01 and 2026-11-30 are, in this order.").Thrown();
        }
        if (to.DayNumber - from.DayNumber >= PayLimits.StatementDaysMax) return (null, PayProblems.StatementTooLarge);
        var zone = clock.LocalTimeZone;
        var account = await accounts.Find(person, AccountKind.Person, currency.Number, stop) ?? 0;
        var owner = new AccountOwner(person, account, currency);
        var (low, high) = await database.Read(async connection => (
            await LedgerTime.Before(connection, account, await LedgerTime.Find(connection, currency.Number, PayDay.Began(from, zone))),
            await LedgerTime.Before(connection, account, await LedgerTime.Find(connection, currency.Number, PayDay.Began(to.AddDays(1), zone)))), stop);
        if (high - low > PayLimits.StatementMovementsMax) return (null, PayProblems.StatementTooLarge);
        var opening = low == 0 ? 0 : (await movements.Some(owner, low - 1, 1, stop))[0].Balance.Minor;
        var all = new List<Movement>();
        while (low < high) {
            var take = Math.Min(PayLimits.HistoryPageMax, high - low);
            all.AddRange((await movements.Some(owner, low, take, stop)).Reverse());
            low += take;
        }
        return (new(owner, from, to, zone, opening, all), null);
    }
}
