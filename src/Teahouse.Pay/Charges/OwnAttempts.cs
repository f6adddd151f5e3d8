using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Something that was tried with a code of one's own, and came to nothing.</summary>
/// <param name="At">When (milliseconds).</param>
/// <param name="Word">Why, exactly: <see cref="AttemptWord"/>.</param>
/// <param name="Amount">How much was asked for.</param>
/// <param name="Payee">By whom; null for somebody who is gone.</param>
internal sealed record Attempt(long At, string Word, Amount? Amount, Face? Payee);

/// <summary>A page of attempts.</summary>
/// <param name="Attempts">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
internal sealed record AttemptPage(IReadOnlyList<Attempt> Attempts, string? Next);

/// <summary>What was tried with one's own codes.</summary>
internal static class OwnAttempts {
    private const string Select =
        """
        SELECT number AS Number, at AS At, word AS Word, amount AS Amount, payee AS Payee FROM pay_attempt
        WHERE person = @person AND number < @before ORDER BY number DESC LIMIT @most
        """;

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/attempts", All)
        .WithSummary("What was tried with my codes and came to nothing, the newest first, in pages.").Needs(WalletScope.Full).AtMost(Rate.Reading);

    [Reads]
    private static async Task<Ok<AttemptPage>> All(string? cursor, WalletSession session, Database database, VerifiedNames names, CancellationToken stop) {
        var before = Cursor.Read(cursor);
        var rows = await database.Read(async c => (await c.QueryAsync<Row>(
            Select, new { person = session.Person.Value, before, most = PayLimits.ChargesPageMax + 1L })).AsList(), stop);
        var verified = await names.Of([.. rows.Select(r => r.Payee).OfType<long>().Distinct().Select(p => new PersonId(p))], stop);
        return TypedResults.Ok(new AttemptPage(
            [.. rows.Take(PayLimits.ChargesPageMax).Select(r => r.Shown(verified))], Cursor.Next(rows, r => r.Number)));
    }

    private sealed record Row(long Number, long At, string Word, long? Amount, long? Payee) {
        public Attempt Shown(Dictionary<long, VerifiedName> verified) => new(
            At, Word, Amount is { } minor ? ChargeWords.Money(minor) : null, Payee is { } payee ? Faces.OfPayee(new(payee), verified.GetValueOrDefault(payee)) : null);
    }
}

/// <summary>Where a page of numbered things begins: behind the number that the last one ended with.</summary>
internal static class Cursor {
    /// <summary>Only what has smaller numbers.</summary>
    /// <exception cref="People.Matrix.MatrixRefusalException">It is no cursor.</exception>
    public static long Read(string? cursor) => cursor is null ? long.MaxValue
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
        : throw People.Matrix.MatrixError.InvalidParam("'cursor' must be the 'next' of another page.").Thrown();

    /// <summary>The cursor of the next page, where more was read than a page has.</summary>
    public static string? Next<T>(IReadOnlyList<T> read, Func<T, long> number) =>
        read.Count > PayLimits.ChargesPageMax ? number(read[PayLimits.ChargesPageMax - 1]).ToString(CultureInfo.InvariantCulture) : null;
}
