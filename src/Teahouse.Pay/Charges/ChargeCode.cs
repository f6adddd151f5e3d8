using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.News;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Money for a code that somebody shows.</summary>
/// <param name="Code">Eighteen digits, or the base64 of an EMVCo consumer-presented QR.</param>
/// <param name="Amount">How much.</param>
/// <param name="Source"><c>camera</c>, <c>typed</c> or <c>picture</c>.</param>
internal sealed record ChargeWanted(string Code, Amount Amount, string Source);

/// <summary>Charges a code. What stands in <see cref="ChargeDriver"/> makes it once.</summary>
internal sealed class ChargeCode(
    Database database, ChargeStore charges, AliasStore aliases, Guesses guesses, ChargeDriver driver, ChargeNews news, WalletDoor door, VerifiedNames names,
    WalletLaw law, PayeeFee fee, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/charges",
        [Reads] (IdempotencyKey key, Body<ChargeWanted> body, WalletSession session, ChargeCode charge, CancellationToken stop) => charge.Handle(key.Id, body.Value, session, stop))
        .WithSummary("Charges a code that somebody shows: paid or held (201), or their phone is asked (202).")
        .Produces<Charge>(StatusCodes.Status201Created).Produces<Charge>(StatusCodes.Status202Accepted).Is(Verb.Charge).Needs(WalletScope.Receive).AtMost(Rate.Sending);

    private async Task<IResult> Handle(Guid key, ChargeWanted body, WalletSession session, CancellationToken stop) {
        var (currency, refusal) = body.Amount.Movable();
        if (currency is null) return refusal!;
        if (currency != Iso4217.OfHouse) return PayProblems.CurrencyUnknown;
        var source = SourceOf(body.Source);
        ShownCode shown;
        try {
            shown = ShownCode.Read(body.Code);
        } catch (MalformedCodeException e) {
            return PayProblems.CodeMalformed(e.Message);
        }
        if (law.Regime == Regime.ClosedLoop && await names.Of(session.Person, stop) is null) return PayProblems.PayeeNotVerified;
        try {
            for (var attempt = 0; attempt < PayLimits.ChargeAttemptsMax; attempt++) {
                if (await Try(key, shown, body.Amount.Minor, source, session, stop) is { } answer) return answer;
            }
        } catch (LedgerBusyException) { }
        return PayProblems.LedgerBusy;
    }

    // Null: somebody else charged the same person, number or key at the same time, and all is to be looked at anew.
    private async Task<IResult?> Try(Guid key, ShownCode shown, long amount, CodeSource source, WalletSession session, CancellationToken stop) {
        if (await charges.Under(session.Person, key, stop) is { } before) {
            return before.Alias == shown.Code.Alias && before.Amount == amount && before.Source == (long)source ? Answer(await driver.Drive(before)) : PayProblems.IdUsedOtherwise;
        }
        await guesses.Demand(session.Person, stop);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await aliases.Find(shown.Code.Alias, stop) is not { } alias) {
            await database.Write(Guesses.Count(session.Person, now), CancellationToken.None);
            return PayProblems.CodeRefused;
        }
        if (alias.Person == session.Person.Value) return PayProblems.PayeeIsSelf;
        if (CodeJudge.Refusal(shown, alias, (int)Iso4217.OfHouse.Number, amount, now) is { } word) {
            // The same request at another server, a moment ahead, has spent it: both are answered alike.
            return await charges.Under(session.Person, key, stop) is null ? await Refuse(word, shown, alias, amount, session.Person, now) : null;
        }
        var (decision, charged) = await Decide(new(alias.Person), session.Person, amount, source, stop);
        var row = ChargeRow.Of(decision, session.Person, alias, shown.Code.Alias, key, amount, source, fee, now);
        var noted = row.Word is null ? Write.Nothing : Attempts.Note(row.From, row.Word, amount, session.Person, now);
        try {
            await database.Write(ChargeStore.Claim(row, alias.Phone, charged).And(noted), CancellationToken.None);
        } catch (WriteLostException) {
            return null;
        }
        if (row.Is == ChargeState.Refused) news.Tell(row);
        return Answer(await driver.Drive(row));
    }

    // What goes at once goes whether or not the phone can be asked: only for the rest somebody has to find that out.
    private async Task<(ChargeDecision Decision, long Charged)> Decide(PersonId payer, PersonId payee, long amount, CodeSource source, CancellationToken stop) {
        var (standing, charged) = await charges.Between(payer, payee, isOnline: false, stop);
        var offline = ChargeDecision.Of(amount, source, standing);
        return (offline is ChargeDecision.AtOnce || !await door.CanBeAsked(payer) ? offline : ChargeDecision.Of(amount, source, standing with { IsOnline = true }), charged);
    }

    private async Task<IResult> Refuse(string word, ShownCode shown, KnownAlias alias, long amount, PersonId payee, long now) {
        var isGuess = AttemptWord.MayBeGuessed(word);
        await database.Write(Attempts.Note(new(alias.Person), word, amount, payee, now)
            .And(isGuess ? Guesses.Count(payee, now).And(new(AliasStore.CountWrong(shown.Code.Alias, now))) : Write.Nothing));
        news.Tell(new(alias.Person), payee, word, amount, now);
        return AttemptWord.SaysAgain(word) ? PayProblems.CodeAgain : PayProblems.CodeRefused;
    }

    private static IResult Answer(ChargeRow row) => row.Is switch {
        ChargeState.Refused => PayProblems.CodeRefused,
        ChargeState.Begun or ChargeState.Waiting => TypedResults.Json(Charge.Of(row), statusCode: StatusCodes.Status202Accepted),
        _ => TypedResults.Json(Charge.Of(row), statusCode: StatusCodes.Status201Created),
    };

    private static CodeSource SourceOf(string word) => word switch {
        "camera" => CodeSource.Camera,
        "typed" => CodeSource.Typed,
        "picture" => CodeSource.Picture,
        _ => throw MatrixError.BadJson("'source' is one of camera, typed and picture.").Thrown(),
    };
}
