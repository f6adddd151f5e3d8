using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Recovery;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Guarding;

/// <summary>Whether a wallet is frozen.</summary>
/// <param name="Frozen">Whether nothing goes out.</param>
/// <param name="Since">Since when (milliseconds); null where it is not.</param>
/// <param name="ThawsAt">When it thaws by itself (milliseconds); null for not.</param>
/// <param name="HasCode">Whether there is a freeze code.</param>
/// <param name="Forgets">Whether my payment passkeys are forgotten when it thaws, because somebody with the recovery code said that they are gone.</param>
internal sealed record FreezeShown(bool Frozen, long? Since, long? ThawsAt, bool HasCode, bool Forgets);

/// <summary>Freezes from any browser, by one of two proofs.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Code">The freeze code.</param>
/// <param name="Verifier">Or what the browser derives from the recovery code: unpadded base64 of 32 bytes.</param>
/// <param name="Lost">Whether the devices of all payment passkeys are lost.</param>
internal sealed record FreezeByCode(string UserId, string? Code = null, string? Verifier = null, bool Lost = false);

/// <summary>A freeze code, told this once.</summary>
/// <param name="Code">To be written down, and not to be kept on the phone.</param>
internal sealed record FreezeCodeGiven(string Code);

/// <summary>Asks for a thaw by the recovery code.</summary>
/// <param name="UserId">Whose wallet.</param>
/// <param name="Verifier">What the browser derives from the recovery code.</param>
/// <param name="Gone">Whether my payment passkeys are gone: they are forgotten then, a week later, and the chat leads in again.</param>
internal sealed record ThawWanted(string UserId, string Verifier, bool Gone = false);

/// <summary>A thaw that comes by itself.</summary>
/// <param name="From">When (milliseconds).</param>
internal sealed record ThawComing(long From);

/// <summary>
/// Freezes a wallet at once, from any browser: also for somebody whose only passkey was stolen with the phone, and thaws it again. A
/// freeze code has 60 random bits and can only freeze; like other things that nobody guesses it is counted as a request.
/// </summary>
internal sealed class FreezeWallet(
    Database database, Freezing freezing, PaymentPasskeyDesk desk, PeopleDirectory people, RecoveryProof recovery, TimeProvider clock) {
    // Without what is read as something else.
    private const string Characters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/freeze", [Reads] (WalletSession session, FreezeWallet wallet) => wallet.Shown(session.Person))
            .WithSummary("Whether my wallet is frozen.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
        pay.MapPost("/freeze", [Reads] (WalletSession session, FreezeWallet wallet) => wallet.Freeze(session.Person, isPhoneLost: false))
            .WithSummary("Freezes my wallet at once: nothing goes out, and what is held comes back.").Produces<FreezeShown>().Needs(WalletScope.Full).AtMost(Rate.Sending);
        pay.MapPost("/freeze/by-code", [Reads] (Body<FreezeByCode> body, FreezeWallet wallet, CancellationToken stop) => wallet.FreezeBy(body.Value, stop))
            .WithSummary("Freezes a wallet at once by its freeze code, or by what is derived from the recovery code.")
            .Produces(StatusCodes.Status204NoContent).Allows(Access.Anybody).AtMost(Rate.SigningIn);
        pay.MapPost("/freeze-code",
            [Reads] (HttpContext http, Body<ConfirmedByPasskey> body, WalletSession session, FreezeWallet wallet) => wallet.GiveCode(http, body.Value, session))
            .WithSummary("A new freeze code, told once; a payment passkey confirms it.").Produces<FreezeCodeGiven>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
        pay.MapPost("/unfreeze",
            [Reads] (HttpContext http, Body<ConfirmedByPasskey> body, WalletSession session, FreezeWallet wallet) => wallet.Thaw(http, body.Value, session))
            .WithSummary("Lets my wallet give again; a payment passkey confirms it that is on no device named as lost.")
            .Produces<FreezeShown>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.SigningIn);
        pay.MapPost("/unfreeze/late", [Reads] (Body<ThawWanted> body, FreezeWallet wallet, CancellationToken stop) => wallet.ThawLater(body.Value, stop))
            .WithSummary("Has a wallet thaw a day later, by what is derived from the recovery code; a week later, where its payment passkeys are gone and are forgotten then. Every open wallet is told.")
            .Produces<ThawComing>().Allows(Access.Anybody).AtMost(Rate.SigningIn);
    }

    private async Task<Ok<FreezeShown>> Shown(PersonId person) {
        var (guard, now) = (await freezing.Guard(person), clock.GetUtcNow().ToUnixTimeMilliseconds());
        var isFrozen = guard.IsFrozen(now);
        return TypedResults.Ok(new FreezeShown(isFrozen, isFrozen ? guard.FrozenAt : null, isFrozen ? guard.ThawsAt : null, guard.FreezeCode is not null, isFrozen && guard.Forgets != 0));
    }

    private async Task<IResult> Freeze(PersonId person, bool isPhoneLost) {
        try {
            await freezing.Freeze(person, isPhoneLost);
            return await Shown(person);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> FreezeBy(FreezeByCode body, CancellationToken stop) {
        if (await Proved(body, stop) is not { } person) return PayProblems.FreezeRefused;
        return await Freeze(person, body.Lost) is Ok<FreezeShown> ? TypedResults.NoContent() : PayProblems.LedgerBusy;
    }

    private async Task<PersonId?> Proved(FreezeByCode body, CancellationToken stop) {
        if (body.Verifier is { } verifier) return await recovery.Of(body.UserId, verifier, stop);
        if (body.Code is not { Length: <= PayLimits.TokenCharsMax } code || await people.Find(body.UserId, stop) is not { } person) return null;
        return (await freezing.Guard(person)).FreezeCode is { } kept && CryptographicOperations.FixedTimeEquals(kept, Secret.Hash(Plain(code))) ? person : null;
    }

    private async Task<IResult> GiveCode(HttpContext http, ConfirmedByPasskey body, WalletSession session) {
        var (proved, asked) = await desk.Confirm(http, session.Person, body.Proof);
        if (proved is null) return asked!;
        var code = RandomNumberGenerator.GetString(Characters, PayLimits.FreezeCodeChars);
        try {
            await database.Write(new(session.StillHolds(), proved.Used, WalletGuard.Begin(session.Person), Statement.Do(
                "UPDATE pay_guard SET freeze_code = @code WHERE person = @person", ("code", Secret.Hash(code)), ("person", session.Person.Value))));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        }
        return TypedResults.Ok(new FreezeCodeGiven(string.Join('-', code.Chunk(4).Select(c => new string(c)))));
    }

    private async Task<IResult> Thaw(HttpContext http, ConfirmedByPasskey body, WalletSession session) {
        if ((await freezing.Guard(session.Person)).FrozenAt is null) return PayProblems.NotFrozen;
        var (proved, asked) = await desk.Confirm(http, session.Person, body.Proof);
        if (proved is null) return asked!;
        try {
            await database.Write(new(session.StillHolds(), proved.Used));
            await freezing.Thaw(session.Person);
            return await Shown(session.Person);
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    private async Task<IResult> ThawLater(ThawWanted body, CancellationToken stop) {
        if (await recovery.Of(body.UserId, body.Verifier, stop) is not { } person) return PayProblems.FreezeRefused;
        return await (body.Gone ? freezing.ThawAnewLater(person) : freezing.ThawLater(person)) is { } from ? TypedResults.Ok(new ThawComing(from)) : PayProblems.NotFrozen;
    }

    // Read from paper, typed in haste.
    private static string Plain(string code) => string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
