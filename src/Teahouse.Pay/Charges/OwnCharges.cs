using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>A page of charges.</summary>
/// <param name="Charges">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
/// <param name="Today">What came in today.</param>
internal sealed record ChargePage(IReadOnlyList<Charge> Charges, string? Next, ChargedToday Today);

/// <summary>What a payee was paid by codes today, or has on hold.</summary>
/// <param name="Count">How often.</param>
/// <param name="Sum">How much, without what was paid back.</param>
internal sealed record ChargedToday(long Count, Amount Sum);

/// <summary>Charges as their payee reads them, and payments as their payer does.</summary>
internal static class OwnCharges {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/charges", All).WithSummary("What I charged, the newest first, in pages.").Needs(WalletScope.Receive).AtMost(Rate.Reading);
        pay.MapGet("/payments/{id}", Paid).WithSummary("One of my payments by a code.").Produces<Payment>().Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapGet("/payee/face", Own).WithSummary("How whoever pays me by a code sees me.").Needs(WalletScope.Receive).AtMost(Rate.Reading);
    }

    [Reads]
    private static async Task<Ok<ChargePage>> All(string? cursor, WalletSession session, ChargeStore charges, CancellationToken stop) {
        var rows = await charges.Page(session.Person, Cursor.Read(cursor), stop);
        var (count, sum) = await charges.Today(session.Person, stop);
        return TypedResults.Ok(new ChargePage(
            [.. rows.Take(PayLimits.ChargesPageMax).Select(Charge.Of)], Cursor.Next(rows, r => r.Number), new(count, ChargeWords.Money(sum))));
    }

    [Reads]
    private static async Task<IResult> Paid(string id, WalletSession session, ChargeStore charges, VerifiedNames names, CancellationToken stop) =>
        await charges.Find(id, stop) is { } row && row.From == session.Person
            ? TypedResults.Ok(Payment.Of(row, await Faces.OfPayee(row.To, names, stop))) : Problem.NotFound;

    [Reads]
    private static async Task<Ok<Face>> Own(WalletSession session, VerifiedNames names, CancellationToken stop) =>
        TypedResults.Ok(await Faces.OfPayee(session.Person, names, stop));
}
