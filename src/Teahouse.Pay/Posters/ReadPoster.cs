using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>What somebody has scanned.</summary>
/// <param name="Text">As it stood in the QR.</param>
internal sealed record Scanned(string Text);

/// <summary>Whom a scanned code would pay. Of the code itself nothing is believed but its number.</summary>
/// <param name="Poster">Names it, for the payment.</param>
/// <param name="Payee">Who is paid, as the house knows them.</param>
/// <param name="Label">What they call it; null for nothing.</param>
/// <param name="Amount">Of a code for one payment; null where the payer says how much.</param>
/// <param name="Reference">Theirs, of such a code; null for none.</param>
/// <param name="Until">Until when such a code may be paid (milliseconds).</param>
/// <param name="PaidBefore">The payer has paid them before; where not, the payer is warned.</param>
/// <param name="CanHold">It may be held for ten minutes instead of being paid for good: they are new, and nobody has verified who they are.</param>
/// <param name="LeftToday">What the payer may still pay by posters today; of a code for one payment null.</param>
/// <param name="OtherName">The name in the code itself where it is not theirs; else null.</param>
/// <param name="Unusual">Where the code departs from its specification, in the specification's words.</param>
internal sealed record PosterRead(
    string Poster, Face Payee, string? Label, Amount? Amount, string? Reference, long? Until, bool PaidBefore, bool CanHold, Amount? LeftToday, string? OtherName,
    IReadOnlyList<string> Unusual);

/// <summary>Reads what a payer has scanned: leniently, but it pays nobody whom the house does not know.</summary>
internal static class ReadPoster {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/posters/read", Read)
        .WithSummary("Says whom a scanned code would pay, and whether I have paid them before.").Produces<PosterRead>().Needs(WalletScope.Full).AtMost(Rate.Reading);

    [Reads(DataClass.Profile)]
    private static async Task<IResult> Read(Body<Scanned> body, WalletSession session, PosterStore posters, VerifiedNames names, TimeProvider clock, CancellationToken stop) {
        var text = body.Value.Text;
        if (text.Length > PayLimits.ScannedCharsMax) return PayProblems.CodeMalformed("longer than any code");
        MerchantCode code;
        try {
            code = MerchantCodeReader.Read(text);
        } catch (MalformedCodeException e) {
            return e.IsMisread ? PayProblems.CodeMisread : IsOfPayer(text) ? PayProblems.CodeOfPayer : PayProblems.CodeMalformed(e.Message);
        }
        if (code.Payee is not { } id) return PayProblems.CodeForeign(OtherScheme.NameOf(code));
        if (await posters.Find(id, stop) is not { } poster) return PayProblems.PosterUnknown;
        if (PayPoster.Refusal(poster, session.Person, clock.GetUtcNow().ToUnixTimeMilliseconds()) is { } refusal) return refusal;
        if (code.Amount is { } amount && (amount != poster.Amount || code.Currency != Iso4217.OfHouse.Number)) return PayProblems.PosterAltered;
        var face = await Faces.OfPayee(poster.To, names, stop);
        var standing = await posters.Between(session.Person, poster.To, stop);
        return TypedResults.Ok(new PosterRead(
            poster.Id, face, poster.Label, poster.Amount is { } minor ? ChargeWords.Money(minor) : null, poster.Reference, poster.Until, standing.WasPaid,
            !standing.WasPaid && !face.Verified, poster.IsOnce ? null : ChargeWords.Money(Math.Max(0, PayLimits.PosterDayMinorMax - standing.PaidToday)),
            OtherName(code, PosterName.Of(face)), code.Unusual));
    }

    // Whoever prints a code can put any name into it: one that is not theirs is shown as what it is.
    private static string? OtherName(MerchantCode code, PosterName name) =>
        code.Local?.Name is { } local && local != name.Local ? local : code.Name is { } ascii && ascii != name.Ascii ? ascii : null;

    private static bool IsOfPayer(string text) {
        try {
            return ShownCode.Read(text).Code.ToString().Length > 0;
        } catch (MalformedCodeException) {
            return false;
        }
    }
}
