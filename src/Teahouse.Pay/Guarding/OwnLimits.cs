using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Guarding;

/// <summary>What goes without a finger.</summary>
/// <param name="Payment">At once.</param>
/// <param name="Day">In a day.</param>
/// <param name="LeftToday">Of which today there is still so much.</param>
/// <param name="Raising">What was asked for and holds later; null for nothing.</param>
internal sealed record LimitsShown(Amount Payment, Amount Day, Amount LeftToday, LimitsRaising? Raising);

/// <summary>Limits that hold later.</summary>
/// <param name="Payment">At once.</param>
/// <param name="Day">In a day.</param>
/// <param name="From">When (milliseconds).</param>
internal sealed record LimitsRaising(Amount Payment, Amount Day, long From);

/// <summary>Other limits.</summary>
/// <param name="Payment">At once.</param>
/// <param name="Day">In a day.</param>
/// <param name="Proof">Where one of them is raised: the answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record LimitsWanted(Amount Payment, Amount Day, Proof? Proof = null);

/// <summary>What a payment passkey confirms where limits are raised.</summary>
/// <param name="Payment">At once.</param>
/// <param name="Day">In a day.</param>
internal sealed record LimitsConfirmed(Amount Payment, Amount Day);

/// <summary>A person's own limits: lowered at once, raised a day after a payment passkey has confirmed it.</summary>
internal sealed class OwnLimits(Database database, ChargeStore charges, PaymentPasskeyDesk desk, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/limits", [Reads] (WalletSession session, OwnLimits limits) => limits.Shown(session.Person))
            .WithSummary("What goes by a code without a finger.").Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapPut("/limits", [Reads] (HttpContext http, Body<LimitsWanted> body, WalletSession session, OwnLimits limits) => limits.Set(http, body.Value, session))
            .WithSummary("Lowers limits at once; raises them a day later, which a payment passkey confirms.").Produces<LimitsShown>().Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapDelete("/limits/raising", [Reads] (WalletSession session, OwnLimits limits) => limits.Keep(session.Person))
            .WithSummary("Takes back what would hold later.").Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    private async Task<Ok<LimitsShown>> Shown(PersonId person) {
        var (standing, _) = await charges.Between(person, person, isOnline: true, CancellationToken.None);
        var (guard, now) = (await Guard(person), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return TypedResults.Ok(new LimitsShown(
            ChargeWords.Money(standing.PaymentLimit), ChargeWords.Money(standing.DayLimit), ChargeWords.Money(Math.Max(0, standing.DayLimit - standing.SpentToday)),
            guard.RaisedAt > now ? new(ChargeWords.Money(guard.RaisedPayment!.Value), ChargeWords.Money(guard.RaisedDay!.Value), guard.RaisedAt.Value) : null));
    }

    private async Task<IResult> Set(HttpContext http, LimitsWanted body, WalletSession session) {
        if ((Refusal(body.Payment, PayLimits.PaymentMinorMax) ?? Refusal(body.Day, PayLimits.DayMinorMax)) is { } refusal) return refusal;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var (payment, day) = (await Guard(session.Person)).Limits(now);
        var isRaised = body.Payment.Minor > payment || body.Day.Minor > day;
        Proved? proved = null;
        if (isRaised) {
            (proved, var asked) = await desk.Confirm(http, session.Person, body.Proof, new LimitsConfirmed(body.Payment, body.Day));
            if (proved is null) return asked!;
        }
        var set = new Write(WalletGuard.Begin(session.Person), Statement.Do(
            """
            UPDATE pay_guard SET payment = @payment, day = @day, raised_payment = NULLIF(@raised_payment, -1), raised_day = NULLIF(@raised_day, -1), raised_at = NULLIF(@raised_at, -1)
            WHERE person = @person
            """,
            ("payment", Math.Min(payment, body.Payment.Minor)), ("day", Math.Min(day, body.Day.Minor)), ("raised_payment", isRaised ? body.Payment.Minor : -1L),
            ("raised_day", isRaised ? body.Day.Minor : -1L), ("raised_at", isRaised ? now + PayLimits.RaisingMilliseconds : -1L), ("person", session.Person.Value)));
        try {
            await database.Write(proved is null ? set : new Write(session.StillHolds(), proved.Used).And(set), CancellationToken.None);
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        }
        return await Shown(session.Person);
    }

    private async Task<Ok<LimitsShown>> Keep(PersonId person) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        await database.Write(new(Statement.Do(
            "UPDATE pay_guard SET raised_payment = NULL, raised_day = NULL, raised_at = NULL WHERE person = @person AND raised_at > @now", ("person", person.Value), ("now", now))));
        return await Shown(person);
    }

    private Task<WalletGuard> Guard(PersonId person) => database.Read(c => WalletGuard.Of(c, person), CancellationToken.None);

    private static Problem? Refusal(Amount amount, long most) =>
        amount.Currency != Iso4217.OfHouse.Code ? PayProblems.CurrencyUnknown : amount.Minor < 0 || amount.Minor > most ? PayProblems.AmountInvalid : null;
}
