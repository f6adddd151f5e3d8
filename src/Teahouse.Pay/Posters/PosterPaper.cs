using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>A poster to print or to show: as SVG, and as PDF of A6 or A5.</summary>
internal static class PosterPaper {
    private const string Svg = "image/svg+xml", Pdf = "application/pdf";

    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/posters/{id}/poster.svg", AsSvg).WithSummary("One of my codes as a picture (SVG, A6).")
            .Produces(StatusCodes.Status200OK, contentType: Svg).Needs(WalletScope.Receive).AtMost(Rate.Reading);
        pay.MapGet("/posters/{id}/poster.pdf", AsPdf).WithSummary("One of my codes to print (PDF); 'size' is a6 or a5.")
            .Produces(StatusCodes.Status200OK, contentType: Pdf).Needs(WalletScope.Receive).AtMost(Rate.Reading);
    }

    [Reads]
    private static async Task<IResult> AsSvg(string id, WalletSession session, PosterStore posters, VerifiedNames names, House house, CancellationToken stop) =>
        await Sheet(id, session, posters, names, house, stop) is { } sheet ? TypedResults.Bytes(PosterSvg.Draw(sheet), Svg) : Problem.NotFound;

    [Reads]
    private static async Task<IResult> AsPdf(string id, string? size, WalletSession session, PosterStore posters, VerifiedNames names, House house, CancellationToken stop) {
        if (size is not (null or "a6" or "a5")) throw MatrixError.InvalidParam("'size' is a6 or a5.").Thrown();
        if (await Sheet(id, session, posters, names, house, stop) is not { } sheet) return Problem.NotFound;
        return PosterPdf.Draw(sheet, size == "a5") is { } bytes ? TypedResults.Bytes(bytes, Pdf, $"teahouse-{id}.pdf") : PayProblems.PosterUnprintable;
    }

    private static async Task<PosterSheet?> Sheet(string id, WalletSession session, PosterStore posters, VerifiedNames names, House house, CancellationToken stop) {
        if (await posters.Find(id, stop) is not { } poster || poster.To != session.Person) return null;
        var face = await Faces.OfPayee(session.Person, names, stop);
        return PosterSheet.Of(poster, PosterName.Of(face), face.Verified, house);
    }
}
