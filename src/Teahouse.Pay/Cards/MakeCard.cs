using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>Money for a conversation.</summary>
/// <param name="Room">The Matrix room in which it will stand.</param>
/// <param name="Kind"><c>transfer</c>, <c>equalPacket</c> or <c>randomPacket</c>.</param>
/// <param name="Amount">How much in all.</param>
/// <param name="To">Of a transfer: for whom, by handle or Matrix user id.</param>
/// <param name="Shares">Of a red packet: for how many.</param>
/// <param name="Proof">The answer to <c>confirmationNeeded</c>, or nothing at first.</param>
internal sealed record CardWanted(string Room, string Kind, Amount Amount, string? To = null, int? Shares = null, Proof? Proof = null);

/// <summary>What a payment passkey confirms, and what is shown to whoever confirms it.</summary>
/// <param name="Id">The request's Idempotency-Key.</param>
/// <param name="Kind">As asked.</param>
/// <param name="Room">As asked.</param>
/// <param name="Amount">How much in all.</param>
/// <param name="To">Of a transfer: for whom.</param>
/// <param name="Shares">Of a red packet: for how many.</param>
internal sealed record CardConfirmed(string Id, string Kind, string Room, Amount Amount, OtherSide? To, int? Shares);

/// <summary>The money is on a card.</summary>
/// <param name="Card">Its id, for the message: that and nothing else is in <c>org.teahouse.pay</c>.</param>
/// <param name="Room">Where it is to stand.</param>
/// <param name="Kind">As asked.</param>
/// <param name="Amount">How much in all.</param>
/// <param name="Until">When what nobody took comes back (milliseconds).</param>
internal sealed record CardMade(string Card, string Room, string Kind, Amount Amount, long Until);

/*  Money onto a card.
    (1) What was made under this key is answered again, without asking for a finger.
    (2) A payment passkey confirms: this key, kind, room, amount, and whom or how many it is for.
    (3) The proof is spent and the card is written down in one, while the session still holds.
    (4) The ledger moves the money onto it. Dead before (3): nothing. Dead before (4): the clock does (4), and a day later it is back. */

/// <summary>Puts money on a card.</summary>
internal sealed class MakeCard(
    Database database, CardStore store, LedgerAccounts accounts, IGrainFactory grains, PaymentPasskeyDesk desk, PeopleDirectory people, VerifiedNames names, IRoomMembers rooms, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/cards",
        [Reads(DataClass.Profile)] (HttpContext http, IdempotencyKey key, Body<CardWanted> body, WalletSession session, MakeCard make) =>
            make.Handle(http, key.Id, body.Value, session))
        .WithSummary("Puts money on a card for a conversation: a transfer or a red packet; a payment passkey confirms it.")
        .Produces<CardMade>().Is(Verb.Card).Needs(WalletScope.Full).AtMost(Rate.Sending);

    private async Task<IResult> Handle(HttpContext http, Guid key, CardWanted wanted, WalletSession session) {
        var stop = http.RequestAborted;
        if (CardKinds.Find(wanted.Kind) is not { } kind) return PayProblems.CardInvalid("'kind' is transfer, equalPacket or randomPacket.");
        var (currency, refusal) = wanted.Amount.Movable(kind == CardKind.Transfer ? PayLimits.MinorMax : PayLimits.PacketMinorMax);
        if (currency is null) return refusal!;
        if (Mistake(kind, wanted) is { } mistake) return PayProblems.CardInvalid(mistake);
        var userId = (await people.UserIdOf(session.Person, stop))!;
        var (to, payee) = (default(OtherSide), default(PersonId?));
        if (kind == CardKind.Transfer) {
            if (await people.ByHandle(wanted.To!, stop) is not { } named || await people.Find(named.UserId, stop) is not { } found) return PayProblems.PayeeUnknown;
            if (found == session.Person) return PayProblems.PayeeIsSelf;
            (to, payee) = (OtherSide.Of(named, await names.Of(found, stop)), found);
        }
        if (await store.Find(session.Person, key, stop) is { } before) return IsSame(before, kind, wanted, currency, payee) ? await Fund(before, wanted.Kind, currency) : PayProblems.IdUsedOtherwise;
        if (!await rooms.IsIn(wanted.Room, userId, stop) || to is not null && !await rooms.IsIn(wanted.Room, to.UserId, stop)) return PayProblems.NotInRoom;
        if (await store.OpenOf(session.Person, stop) >= PayLimits.CardsOpenMax) return PayProblems.CardsTooMany;
        if (wanted.Proof is null && await accounts.HasTooLittle(session.Person, currency.Number, wanted.Amount.Minor, stop)) return PayProblems.Of(TransferOutcome.FundsInsufficient);
        var (proved, asked) = await desk.Confirm(http, session.Person, wanted.Proof,
            new CardConfirmed(key.ToString(), wanted.Kind, wanted.Room, Amount.Of(wanted.Amount.Minor, currency), to, wanted.Shares));
        if (proved is null) return asked!;
        var card = New(session.Person, key, kind, wanted, currency, payee);
        try {
            await database.Write(new Write(session.StillHolds(), proved.Used).And(CardStore.Make(card)));
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile, or the same request came twice at once
        }
        return await Fund(card, wanted.Kind, currency);
    }

    private async Task<IResult> Fund(Card card, string kind, Iso4217 currency) {
        try {
            var outcome = await grains.GetGrain<ICardGrain>(card.Id).Fund();
            return outcome == TransferOutcome.Done
                ? TypedResults.Ok(new CardMade(card.Id.ToString(), card.Room, kind, Amount.Of(card.Minor, currency), card.Until)) : PayProblems.Of(outcome);
        } catch (Exception e) when (e is LedgerBusyException or OrleansException or TimeoutException) {
            return PayProblems.LedgerBusy;
        }
    }

    private static string? Mistake(CardKind kind, CardWanted wanted) {
        if (wanted.Room.Length > PayLimits.RoomIdCharsMax) return "'room' is no room id.";
        if (kind == CardKind.Transfer) return wanted.To is null ? "A transfer says whom it is for: 'to'." : wanted.Shares is not null ? "A transfer has no 'shares'." : null;
        if (wanted.To is not null) return "A red packet is for whoever opens it: it has no 'to'.";
        if (wanted.Shares is not (>= 1 and <= PayLimits.PacketSharesMax)) return $"A red packet has from 1 to {PayLimits.PacketSharesMax} 'shares'.";
        return wanted.Amount.Minor < wanted.Shares ? "Each share of a red packet has at least one minor unit." : null;
    }

    private static bool IsSame(Card card, CardKind kind, CardWanted wanted, Iso4217 currency, PersonId? payee) =>
        (card.Kind, card.Room, card.Minor, card.Currency) == (kind, wanted.Room, wanted.Amount.Minor, currency.Number)
        && (kind == CardKind.Transfer ? card.Parts[0].Person == payee?.Value : card.Parts.Length == wanted.Shares);

    private Card New(PersonId sender, Guid key, CardKind kind, CardWanted wanted, Iso4217 currency, PersonId? payee) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var seed = kind == CardKind.RandomPacket ? RandomNumberGenerator.GetBytes(DrawnShares.SeedBytes) : null;
        long[] shares = kind switch {
            CardKind.Transfer => [wanted.Amount.Minor],
            CardKind.EqualPacket => DrawnShares.Equal(wanted.Amount.Minor, wanted.Shares!.Value),
            _ => DrawnShares.Random(seed!, wanted.Amount.Minor, wanted.Shares!.Value),
        };
        return new(Guid.NewGuid(), kind, wanted.Room, sender.Value, key, Guid.NewGuid(), currency.Number, wanted.Amount.Minor, seed, now, now + PayLimits.CardMilliseconds) {
            Parts = [.. shares.Select((minor, i) => new CardPart(i, payee?.Value, minor, Guid.NewGuid(), now, PartState.Open))],
        };
    }
}
