using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Phones;

/// <summary>A one-time number for one payment.</summary>
/// <param name="Alias">Nine digits.</param>
/// <param name="Until">Until when it is good (milliseconds).</param>
internal sealed record GivenAlias(string Alias, long Until);

/// <summary>What a phone has at hand, and may pay without a finger.</summary>
/// <param name="Aliases">One-time numbers, in the order in which they end.</param>
/// <param name="Now">What the house's clock says (milliseconds), by which the phone corrects its own.</param>
/// <param name="Limits">What goes without a finger.</param>
internal sealed record PhoneFilled(IReadOnlyList<GivenAlias> Aliases, long Now, LimitsLeft Limits);

/// <summary>What goes without a finger.</summary>
/// <param name="Payment">At once.</param>
/// <param name="Day">In a day.</param>
/// <param name="LeftToday">Of which today there is still so much.</param>
internal sealed record LimitsLeft(Amount Payment, Amount Day, Amount LeftToday);

/// <summary>Gives a phone one-time numbers, so that it shows codes without network.</summary>
internal sealed class FillAliases(Database database, ChargeStore charges, TimeProvider clock) {
    private const int AliasEnd = 1_000_000_000;

    // As many wait as there are. Whoever draws a number that is taken draws again.
    private const string Insert =
        """
        INSERT INTO pay_alias (alias, phone, given_at, until, wrong)
        SELECT @alias, p.id, @now, @until, 0 FROM pay_phone p WHERE p.id = @phone AND p.ended_at IS NULL
            AND (SELECT count(*) FROM pay_alias WHERE phone = @phone AND spent_at IS NULL AND until > @now) < @most
        ON CONFLICT DO NOTHING
        """;

    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/code-phone/{id}/aliases",
        [Reads] (string id, WalletSession session, FillAliases fill, CancellationToken stop) => fill.Handle(id, session, stop))
        .WithSummary("Fills up this phone's one-time numbers and answers with all that are good.").Produces<PhoneFilled>().Needs(WalletScope.Full).AtMost(Rate.Sending);

    private async Task<IResult> Handle(string id, WalletSession session, CancellationToken stop) {
        if ((await CodePhoneRows.Of(database, session.Person, stop)).All(p => p.Id != id || p.EndedAt is not null)) return Problem.NotFound;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var live = await Live(id, now, stop);
        if (live.Count < PayLimits.AliasesPerPhone) {
            await database.Write(Draw(id, PayLimits.AliasesPerPhone, now), CancellationToken.None);
            live = await Live(id, now, stop);
        }
        var (standing, _) = await charges.Between(session.Person, session.Person, isOnline: true, stop);
        return TypedResults.Ok(new PhoneFilled([.. live.Select(a => new GivenAlias(a.Alias.ToString("000000000", CultureInfo.InvariantCulture), a.Until))], now, new(
            ChargeWords.Money(standing.PaymentLimit), ChargeWords.Money(standing.DayLimit), ChargeWords.Money(Math.Max(0, standing.DayLimit - standing.SpentToday)))));
    }

    private static Write Draw(string phone, int count, long now) => new([
        Statement.Do("DELETE FROM pay_alias WHERE until < @forgotten", ("forgotten", now - (long)TimeSpan.FromDays(PayLimits.RevokedDays).TotalMilliseconds)),
        .. Enumerable.Range(0, count).Select(_ => Statement.Do(
            Insert, ("alias", (long)RandomNumberGenerator.GetInt32(AliasEnd)), ("phone", phone), ("now", now),
            ("until", now + (long)TimeSpan.FromDays(PayLimits.AliasDays).TotalMilliseconds), ("most", (long)PayLimits.AliasesPerPhone)))]);

    private Task<List<(long Alias, long Until)>> Live(string phone, long now, CancellationToken stop) => database.Read(async c => (await c.QueryAsync<(long, long)>(
        "SELECT alias, until FROM pay_alias WHERE phone = @phone AND spent_at IS NULL AND until > @now ORDER BY until, alias", new { phone, now })).AsList(), stop);
}
