using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>A page of movements.</summary>
/// <param name="Movements">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none. Where something is sought, a page may be short or empty and have one: so far was looked.</param>
internal sealed record MovementPage(IReadOnlyList<Movement> Movements, string? Next);

/// <summary>What is asked of one's own history.</summary>
/// <param name="Currency">Where none is named, the house's.</param>
/// <param name="Cursor">The <c>next</c> of another page.</param>
/// <param name="Limit">How many at most.</param>
/// <param name="Text">Names, an amount, a receipt number: each word is in something that is shown.</param>
/// <param name="Kind">As in the answer, without <c>Back</c>.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="From">The first day, <c>2026-11-28</c>.</param>
/// <param name="To">The last day.</param>
internal sealed record HistoryAsked(
    [property: FromQuery(Name = "currency")] string? Currency, [property: FromQuery(Name = "cursor")] string? Cursor, [property: FromQuery(Name = "limit")] string? Limit,
    [property: FromQuery(Name = "q")] string? Text, [property: FromQuery(Name = "kind")] string? Kind, [property: FromQuery(Name = "direction")] string? Direction,
    [property: FromQuery(Name = "from")] string? From, [property: FromQuery(Name = "to")] string? To);

/// <summary>One's own movements of money, in pages and by search. A cursor says how many of one's own movements are older.</summary>
internal sealed class History(Database database, LedgerAccounts accounts, Movements movements, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/history",
        [Reads(DataClass.Profile)] ([AsParameters] HistoryAsked asked, WalletSession session, History history, CancellationToken stop) => history.Page(session, asked, stop))
        .WithSummary("My movements of money in one currency (where none is named, the house's), the newest first, in pages. Narrowed by q (names, amount, receipt), kind, direction (in, out), from and to (days).")
        .Produces<MovementPage>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);

    private async Task<IResult> Page(WalletSession session, HistoryAsked asked, CancellationToken stop) {
        if ((asked.Currency is null ? Iso4217.OfHouse : Iso4217.Find(asked.Currency)) is not { } known) return PayProblems.CurrencyUnknown;
        var end = asked.Cursor is null ? long.MaxValue : Number(asked.Cursor, long.MaxValue, "'cursor' must be the 'next' of another page.");
        var most = asked.Limit is null ? PayLimits.HistoryPageDefault : Number(asked.Limit, PayLimits.HistoryPageMax, $"'limit' must be from 1 to {PayLimits.HistoryPageMax}.");
        var filter = HistoryFilter.Read(asked.Text, asked.Kind, asked.Direction);
        var (from, to) = (WireDays.Day(asked.From, "from"), WireDays.Day(asked.To, "to"));
        if (await accounts.Find(session.Person, AccountKind.Person, known.Number, stop) is not { } account) return TypedResults.Ok(new MovementPage([], null));
        var (low, high) = await Between(new(session.Person, account, known), from, to, stop);
        return TypedResults.Ok(await Look(new(session.Person, account, known), filter, low, Math.Min(end, high), most, stop));
    }

    // Looks back through a bounded number of movements; whoever wants to look further asks for the next page.
    private async Task<MovementPage> Look(AccountOwner owner, HistoryFilter filter, long low, long end, long most, CancellationToken stop) {
        var found = new List<Movement>();
        var enough = filter.IsEmpty ? Math.Max(low, end - most) : Math.Max(low, end - PayLimits.HistoryLookedMax);
        while (end > enough && found.Count < most) {
            var take = Math.Min(end - enough, PayLimits.HistoryPageMax);
            foreach (var movement in await movements.Some(owner, end - take, take, stop)) {
                if (found.Count == most) break;
                end--;
                if (filter.Takes(movement)) found.Add(movement);
            }
        }
        return new(found, end > low ? end.ToString(CultureInfo.InvariantCulture) : null);
    }

    private async Task<(long Low, long High)> Between(AccountOwner owner, DateOnly? from, DateOnly? to, CancellationToken stop) {
        if (from is null && to is null) return (0, await movements.Count(owner.Account, stop));
        return await database.Read(async connection => {
            var low = from is { } first ? await LedgerTime.Before(connection, owner.Account, await LedgerTime.Find(connection, owner.Currency.Number, PayDay.Began(first, clock.LocalTimeZone))) : 0;
            var number = to is { } last ? await LedgerTime.Find(connection, owner.Currency.Number, PayDay.Began(last.AddDays(1), clock.LocalTimeZone)) : long.MaxValue;
            return (low, await LedgerTime.Before(connection, owner.Account, number));
        }, stop);
    }

    private static long Number(string text, long most, string otherwise) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number : throw MatrixError.InvalidParam(otherwise).Thrown();
}
