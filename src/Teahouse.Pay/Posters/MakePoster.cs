using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>A code to show.</summary>
/// <param name="Label">What payers see beside the payee's name: <c>Stall 3</c>. Null for nothing.</param>
/// <param name="Amount">Of a code for one payment; null for a poster, whose payers say how much.</param>
/// <param name="Reference">Of a code for one payment: the payee's own reference, in ASCII. Null for none.</param>
/// <param name="Minutes">Of a code for one payment: how long it may be paid. Null for a day.</param>
internal sealed record PosterWanted(string? Label = null, Amount? Amount = null, string? Reference = null, int? Minutes = null);

/// <summary>Makes a code that payers scan: a poster, or one for one payment.</summary>
internal sealed class MakePoster(Database database, PosterStore posters, VerifiedNames names, House house, WalletLaw law, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/posters",
        [Reads] (IdempotencyKey key, Body<PosterWanted> body, WalletSession session, MakePoster make, CancellationToken stop) => make.Handle(key.Id, body.Value, session, stop))
        .WithSummary("Makes a code that payers scan: a poster, or with an amount one for one payment.").Produces<Poster>().Is(Verb.Poster).Needs(WalletScope.Receive).AtMost(Rate.Sending);

    private async Task<IResult> Handle(Guid key, PosterWanted wanted, WalletSession session, CancellationToken stop) {
        if (Refusal(wanted) is { } refusal) return refusal;
        if (law.Regime == Regime.ClosedLoop && await names.Of(session.Person, stop) is null) return PayProblems.PayeeNotVerified;
        for (var attempt = 0; attempt < PayLimits.ChargeAttemptsMax; attempt++) {
            if (await posters.Under(session.Person, key, stop) is { } before) return IsSame(before, wanted) ? TypedResults.Ok(await Shown(before, stop)) : PayProblems.IdUsedOtherwise;
            if (await posters.OpenOf(session.Person, stop) >= PayLimits.PostersOpenMax) return PayProblems.PostersTooMany;
            try {
                await database.Write(new(session.StillHolds(), PosterStore.Make(New(wanted, key, session.Person))), CancellationToken.None);
            } catch (WriteLostException lost) when (lost.Statement == 0) {
                return PayProblems.TokenUnknown;
            } catch (WriteLostException) { }      // another of theirs came a moment before: found at the next look, or not in the way of it
        }
        return PayProblems.LedgerBusy;
    }

    private static Problem? Refusal(PosterWanted wanted) {
        if (wanted.Label is { } label && (label.Trim() != label || label.Length is 0 or > PayLimits.PosterLabelCharsMax || label.Any(char.IsControl))) {
            return PayProblems.PosterInvalid($"'label' has 1 to {PayLimits.PosterLabelCharsMax} characters and no space around it.");
        }
        if (wanted.Amount is not { } amount) {
            return wanted.Reference is null && wanted.Minutes is null ? null : PayProblems.PosterInvalid("'reference' and 'minutes' belong to a code with an 'amount'.");
        }
        var (currency, refusal) = amount.Movable(PayLimits.PosterMinorMax);
        if (currency is null) return refusal;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        if (wanted.Reference is { } reference && (reference.Trim() != reference || reference.Length is 0 or > PayLimits.PosterLabelCharsMax || reference.Any(c => c is < ' ' or > '~'))) {
            return PayProblems.PosterInvalid($"'reference' has 1 to {PayLimits.PosterLabelCharsMax} characters of ASCII and no space around it.");
        }
        return wanted.Minutes is < 1 or > PayLimits.PosterMinutesMax ? PayProblems.PosterInvalid($"'minutes' is from 1 to {PayLimits.PosterMinutesMax}.") : null;
    }

    private PosterRow New(PosterWanted wanted, Guid key, PersonId payee) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long? until = wanted.Amount is null ? null : now + (long)TimeSpan.FromMinutes(wanted.Minutes ?? PayLimits.PosterMinutesDefault).TotalMilliseconds;
        return new(PosterRow.NewId(), payee.Value, 0, LedgerWrite.Bytes(key), wanted.Label, wanted.Amount?.Minor, wanted.Reference, now, until, null, null);
    }

    private static bool IsSame(PosterRow row, PosterWanted wanted) =>
        (row.Label, row.Amount, row.Reference) == (wanted.Label, wanted.Amount?.Minor, wanted.Reference)
        && (row.Until is null || row.Until - row.At == (long)TimeSpan.FromMinutes(wanted.Minutes ?? PayLimits.PosterMinutesDefault).TotalMilliseconds);

    private async Task<Poster> Shown(PosterRow row, CancellationToken stop) => Poster.Of(
        row, (await posters.Brought([row], stop)).GetValueOrDefault(row.Id), PosterName.Of(await Faces.OfPayee(row.To, names, stop)), house, clock.GetUtcNow().ToUnixTimeMilliseconds());
}
