using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Paper;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>A code of one's own, as its payee sees it.</summary>
/// <param name="Id">What the code has.</param>
/// <param name="Code">What stands in its QR code.</param>
/// <param name="Label">What payers see beside the payee's name; null for nothing.</param>
/// <param name="Amount">Of a code for one payment; null on a poster.</param>
/// <param name="Reference">Of a code for one payment; null for none.</param>
/// <param name="At">When it was made (milliseconds).</param>
/// <param name="Until">Until when a code for one payment may be paid (milliseconds); null on a poster.</param>
/// <param name="State"><c>open</c>, <c>paid</c>, <c>expired</c> or <c>withdrawn</c>.</param>
/// <param name="Count">How often it was paid, or is held.</param>
/// <param name="Sum">How much that is, without what was paid back.</param>
internal sealed record Poster(string Id, string Code, string? Label, Amount? Amount, string? Reference, long At, long? Until, string State, long Count, Amount Sum) {
    public static Poster Of(PosterRow row, (long Count, long Sum) brought, PosterName name, House house, long now) => new(
        row.Id, row.Written(name, house), row.Label, row.Amount is { } minor ? ChargeWords.Money(minor) : null, row.Reference, row.At, row.Until, row.State(now), brought.Count, ChargeWords.Money(brought.Sum));
}

/// <summary>A page of one's own codes.</summary>
/// <param name="Posters">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
internal sealed record PosterPage(IReadOnlyList<Poster> Posters, string? Next);

/// <summary>One of one's own codes, to be shown on a screen.</summary>
/// <param name="Poster">What it is.</param>
/// <param name="QrPath">Its QR code as a path of unit squares, in the words of SVG.</param>
/// <param name="QrSize">How many of them a side has; four more belong around it, and stay light.</param>
internal sealed record PosterOnScreen(Poster Poster, string QrPath, int QrSize);

/// <summary>The codes that a payee has made: listed, and withdrawn.</summary>
internal static class OwnPosters {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/posters", All).WithSummary("The codes that I have made, the newest first, in pages.").Needs(WalletScope.Receive).AtMost(Rate.Reading);
        pay.MapGet("/posters/{id}", One).WithSummary("One of my codes, with its QR to be drawn.").Produces<PosterOnScreen>().Needs(WalletScope.Receive).AtMost(Rate.Reading);
        pay.MapDelete("/posters/{id}", Withdraw).WithSummary("Withdraws one: nobody pays it from now on.")
            .Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<Ok<PosterPage>> All(
        string? cursor, WalletSession session, PosterStore posters, VerifiedNames names, House house, TimeProvider clock, CancellationToken stop) {
        var rows = await posters.Page(session.Person, Cursor.Read(cursor), stop);
        var brought = await posters.Brought(rows, stop);
        var name = PosterName.Of(await Faces.OfPayee(session.Person, names, stop));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return TypedResults.Ok(new PosterPage(
            [.. rows.Take(PayLimits.ChargesPageMax).Select(r => Poster.Of(r, brought.GetValueOrDefault(r.Id), name, house, now))], Cursor.Next(rows, r => r.Number)));
    }

    [Reads]
    private static async Task<IResult> One(string id, WalletSession session, PosterStore posters, VerifiedNames names, House house, TimeProvider clock, CancellationToken stop) {
        if (await posters.Find(id, stop) is not { } row || row.To != session.Person) return Problem.NotFound;
        var name = PosterName.Of(await Faces.OfPayee(session.Person, names, stop));
        var poster = Poster.Of(row, (await posters.Brought([row], stop)).GetValueOrDefault(row.Id), name, house, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var qr = QrPath.Of(poster.Code);
        return TypedResults.Ok(new PosterOnScreen(poster, qr.Path, qr.Size));
    }

    [Reads]
    private static async Task<IResult> Withdraw(string id, WalletSession session, PosterStore posters, Database database, TimeProvider clock, CancellationToken stop) {
        if (await posters.Find(id, stop) is not { } poster || poster.To != session.Person) return Problem.NotFound;
        await database.Write(new(PosterStore.Withdraw(poster, clock.GetUtcNow().ToUnixTimeMilliseconds())), CancellationToken.None);
        return TypedResults.NoContent();
    }
}
