using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>
/// Cards as the conversation shows them, at the app's address and with the chat's token: it looks, takes and declines, and no more. None of
/// these lowers the balance of whoever asks. Every figure comes from here, never from the message.
/// </summary>
internal sealed class ShownCards(IGrainFactory grains, PeopleDirectory people, IRoomMembers rooms) {
    private const string Path = "/_matrix/client/unstable/org.teahouse/pay/cards/{cardId}";

    public static void Map(MatrixRoutes routes) {
        routes.At("GET", Path, [Reads(DataClass.Payments, DataClass.Profile)] (string cardId, Person person, ShownCards cards, CancellationToken stop) => cards.Show(cardId, person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.At("POST", Path + "/take", [Reads(DataClass.Payments)] (string cardId, Person person, ShownCards cards, CancellationToken stop) => cards.Take(cardId, person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Sending);
        routes.At("POST", Path + "/decline", [Reads(DataClass.Payments)] (string cardId, Person person, ShownCards cards, CancellationToken stop) => cards.Decline(cardId, person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Sending);
    }

    private async Task<IResult> Show(string cardId, Person person, CancellationToken stop) {
        var card = await Seen(cardId, person, stop);
        var names = new Dictionary<long, string>();
        foreach (var one in card.Parts.Select(p => p.Person).OfType<long>().Append(card.Sender).Distinct()) {
            if (await people.UserIdOf(new(one), stop) is { } userId) names[one] = userId;
        }
        return MatrixAnswer.Json(json => Write(json, card, person, names));
    }

    // Who comes too late is told so from memory: thousands may, for a packet of a hundred.
    private async Task<IResult> Take(string cardId, Person person, CancellationToken stop) {
        var card = await Known(cardId);
        if (MayTake(card, person)) {
            if (!await MaySee(card, person, stop)) throw Unknown().Thrown();
            card = await Asked(() => Door(card.Id).Take(person.Id.Value));
        }
        return MatrixAnswer.Json(json => WriteBrief(json, card, person));
    }

    private async Task<IResult> Decline(string cardId, Person person, CancellationToken stop) {
        var card = await Seen(cardId, person, stop);
        if (card.Kind != CardKind.Transfer || card.Parts[0].Person != person.Id.Value) throw MatrixError.Forbidden("Only whom it is for declines it.").Thrown();
        card = await Asked(() => Door(card.Id).Decline());
        return MatrixAnswer.Json(json => WriteBrief(json, card, person));
    }

    private ICardGrain Door(Guid id) => grains.GetGrain<ICardGrain>(id);

    private async Task<Card> Seen(string cardId, Person person, CancellationToken stop) {
        var card = await Known(cardId);
        return await MaySee(card, person, stop) ? card : throw Unknown().Thrown();
    }

    private async Task<Card> Known(string cardId) {
        if (!Guid.TryParseExact(cardId, "D", out var id)) throw Unknown().Thrown();
        return await Asked(() => Door(id).Look());
    }

    private static async Task<Card> Asked(Func<Task<Card?>> ask) {
        try {
            return await ask() is { State: not (CardState.Made or CardState.Failed) } card ? card : throw Unknown().Thrown();
        } catch (Exception e) when (e is LedgerBusyException or OrleansException or TimeoutException) {
            throw new MatrixError(503, "M_UNKNOWN", "The ledger does not answer. Ask again: what is done is done once.").Thrown();
        }
    }

    // Nobody outside the room learns that there is such a card, but for those whose money it is or was.
    private async Task<bool> MaySee(Card card, Person person, CancellationToken stop) =>
        card.Sender == person.Id.Value || Of(card, person) is not null || await rooms.IsIn(card.Room, person.UserId, stop);

    private static bool MayTake(Card card, Person person) => Of(card, person) is { } own
        ? own.State is PartState.Open or PartState.Claimed
        : card.State == CardState.Open && card.Parts.Any(p => p is { Person: null, State: PartState.Open }) && (card.Parts.Length > 1 || card.Sender != person.Id.Value);

    private static CardPart? Of(Card card, Person person) => card.Parts.FirstOrDefault(p => p.Person == person.Id.Value);

    private static MatrixError Unknown() => MatrixError.NotFound("There is no such card for you.");

    private static void WriteBrief(Utf8JsonWriter json, Card card, Person person) {
        json.WriteString("id", card.Id.ToString());
        json.WriteString("state", StateOf(card));
        json.WriteNumber("left", card.Parts.Count(p => p.State == PartState.Open));
        var own = Of(card, person);
        if (own is { State: PartState.Claimed or PartState.Paid }) WriteAmount(json, "mine", own.Minor, card.Currency);
    }

    private static void Write(Utf8JsonWriter json, Card card, Person person, Dictionary<long, string> names) {
        WriteBrief(json, card, person);
        json.WriteString("kind", card.Kind.Word());
        json.WriteString("room_id", card.Room);
        if (names.TryGetValue(card.Sender, out var sender)) json.WriteString("sender", sender);
        if (card.Kind == CardKind.Transfer && card.Parts[0].Person is { } to && names.TryGetValue(to, out var recipient)) json.WriteString("to", recipient);
        WriteAmount(json, "amount", card.Minor, card.Currency);
        json.WriteNumber("at", card.At);
        json.WriteNumber("until", card.Until);
        json.WriteNumber("shares", card.Parts.Length);
        if (card.Seed is { } seed) {
            json.WriteString("commitment", Convert.ToHexStringLower(SHA256.HashData(seed)));
            if (card.State == CardState.Over) json.WriteString("seed", Convert.ToHexStringLower(seed));
        }
        json.WriteStartArray("taken");
        foreach (var part in card.Parts.Where(p => p.State is PartState.Claimed or PartState.Paid).OrderBy(p => p.At)) {
            json.WriteStartObject();
            if (names.TryGetValue(part.Person!.Value, out var userId)) json.WriteString("user_id", userId);
            json.WriteNumber("share", part.Number);
            WriteAmount(json, "amount", part.Minor, card.Currency);
            json.WriteNumber("at", part.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string StateOf(Card card) => card.Ending switch {
        CardEnding.Declined => "declined",
        CardEnding.Late => "returned",
        _ => card.State == CardState.Over || card.Parts.All(p => p.State != PartState.Open) ? "taken" : "open",
    };

    private static void WriteAmount(Utf8JsonWriter json, string name, long minor, long currency) {
        json.WriteStartObject(name);
        json.WriteNumber("minor", minor);
        json.WriteString("currency", Iso4217.Of(currency).Code);
        json.WriteEndObject();
    }
}
