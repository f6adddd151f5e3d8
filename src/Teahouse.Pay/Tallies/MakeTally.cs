using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;
using Teahouse.Pay.Regimes;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>Money that somebody asks for in a conversation.</summary>
/// <param name="Room">The Matrix room in which it will stand.</param>
/// <param name="Amount">How much in all.</param>
/// <param name="Parts">Who pays of it; whoever asks may have a part of their own, which nobody pays.</param>
/// <param name="Note">What it is for; the house reads it.</param>
internal sealed record TallyWanted(string Room, Amount Amount, IReadOnlyList<PartWanted> Parts, string? Note = null);

/// <summary>Who pays of a tally.</summary>
/// <param name="Who">Their handle or Matrix user id.</param>
/// <param name="Minor">How much, in minor units; where nobody's is said, all pay the same, and the first ones one more where it does not divide.</param>
internal sealed record PartWanted(string Who, long? Minor = null);

/*  It is made at the app's address and with the chat's token: asking lowers no balance, and what is paid goes to whoever that token is of.
    Paying is done in the wallet (PayTally). */

/// <summary>Asks for money, of one person or of several.</summary>
internal sealed class MakeTally(Database database, TallyStore store, TallyDriver driver, ShownTallies shown, PeopleDirectory people, IRoomMembers rooms, WalletLaw law, TimeProvider clock) {
    public static void Map(MatrixRoutes routes) => routes.At("POST", ShownTallies.Path,
        [Reads(DataClass.Payments, DataClass.Profile)] (IdempotencyKey key, Body<TallyWanted> body, Person person, MakeTally make, CancellationToken stop) =>
            make.Handle(key.Id, body.Value, person, stop))
        .Is(Verb.Tally).Allows(Access.SignedIn).AtMost(Rate.Sending);

    private async Task<IResult> Handle(Guid key, TallyWanted wanted, Person person, CancellationToken stop) {
        if (!Verb.Tally.Exists(law)) return Refusal(403, "NOT_IN_REGIME", "In this house nobody asks another for money.");
        var (currency, refusal) = wanted.Amount.Movable(PayLimits.TallyMinorMax);
        if (currency is null) return MatrixError.InvalidParam($"'amount' is none that can be asked for: {refusal!.Detail}");
        if (Mistake(wanted) is { } mistake) return MatrixError.InvalidParam(mistake);
        var asked = new List<PersonId>();
        foreach (var part in wanted.Parts) {
            if (await people.ByHandle(part.Who, stop) is not { } named || await people.Find(named.UserId, stop) is not { } found) return MatrixError.NotFound("Nobody here has one of these handles.");
            asked.Add(found);
        }
        if (asked.Distinct().Count() != asked.Count) return MatrixError.InvalidParam("Nobody has two parts.");
        if (asked.TrueForAll(p => p == person.Id)) return MatrixError.InvalidParam("Money is asked of somebody else.");
        var tally = New(person.Id, key, wanted, currency, asked);
        if (await store.Under(person.Id, key, stop) is { } before) return await Again(before, tally, person, stop);
        if (!await AreIn(wanted.Room, person, asked, stop)) return Refusal(403, "NOT_IN_ROOM", "Money is asked for in a conversation in which all of you are.");
        if (await TooMuch(tally, stop)) return Refusal(409, "TALLIES_TOO_MANY", "You ask for so much already. Wait until some of it is paid, or withdraw some.");
        try {
            await database.Write(TallyStore.Make(tally), CancellationToken.None);
        } catch (WriteLostException) {
            return await store.Under(person.Id, key, stop) is { } other ? await Again(other, tally, person, stop) : MatrixError.NotFound("It is not there any more.");
        }
        driver.Tell(tally);
        return await shown.Answer(tally, person, stop);
    }

    private async Task<IResult> Again(Tally before, Tally tally, Person person, CancellationToken stop) =>
        (before.Room, before.Currency, before.Minor, before.Note) == (tally.Room, tally.Currency, tally.Minor, tally.Note)
            && before.Parts.Select(p => (p.Person, p.Minor)).SequenceEqual(tally.Parts.Select(p => (p.Person, p.Minor)))
            ? await shown.Answer(before, person, stop)
            : Refusal(409, "ID_USED_OTHERWISE", "Each Idempotency-Key is for one intention, and this one was for another.");

    private static string? Mistake(TallyWanted wanted) {
        var (parts, minor) = (wanted.Parts, wanted.Amount.Minor);
        if (wanted.Room.Length > PayLimits.RoomIdCharsMax) return "'room' is no room id.";
        if (wanted.Note is { } note && (note.Length > PayLimits.TallyNoteCharsMax || note.Any(char.IsControl))) return $"A 'note' has at most {PayLimits.TallyNoteCharsMax} characters, and no control characters.";
        // What a list holds is not read as strictly as what stands by itself.
        if (parts.Count is 0 or > PayLimits.TallyPartsMax || parts.Contains(null!)) return $"There are from 1 to {PayLimits.TallyPartsMax} 'parts'.";
        if (parts.All(p => p.Minor is null)) return minor < parts.Count ? "Each part has at least one minor unit." : null;
        if (parts.Any(p => p.Minor is null)) return "Either each part says its 'minor' or none does.";
        if (parts.Any(p => p.Minor is < 1 or > PayLimits.TallyMinorMax)) return "Each part has at least one minor unit, and not more than may be asked for.";
        return parts.Sum(p => p.Minor) == minor ? null : "The parts are not what 'amount' says in all.";
    }

    private async Task<bool> AreIn(string room, Person asker, IEnumerable<PersonId> asked, CancellationToken stop) {
        if (!await rooms.IsIn(room, asker.UserId, stop)) return false;
        foreach (var one in asked) {
            if (!await rooms.IsIn(room, (await people.UserIdOf(one, stop))!, stop)) return false;
        }
        return true;
    }

    private async Task<bool> TooMuch(Tally tally, CancellationToken stop) {
        var asking = await store.Asking(new(tally.Asker), tally.At, stop);
        return asking.Open >= PayLimits.TalliesOpenMax || asking.InDay >= PayLimits.TalliesPerDayMax
            || tally.Parts.Any(p => p.State == TallyPartState.Asked && asking.OfEach.GetValueOrDefault(p.Person) >= PayLimits.TalliesOfOneMax);
    }

    private Tally New(PersonId asker, Guid key, TallyWanted wanted, Iso4217 currency, List<PersonId> asked) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var shares = wanted.Parts[0].Minor is null ? DrawnShares.Equal(wanted.Amount.Minor, asked.Count) : [.. wanted.Parts.Select(p => p.Minor!.Value)];
        return new(Guid.NewGuid(), wanted.Room, asker.Value, key, currency.Number, wanted.Amount.Minor, string.IsNullOrWhiteSpace(wanted.Note) ? null : wanted.Note.Trim(), now,
            now + PayLimits.TallyMilliseconds, IsWithdrawn: false,
            [.. asked.Select((person, i) => new TallyPart(i, person.Value, shares[i], null, now, person == asker ? TallyPartState.Own : TallyPartState.Asked))]);
    }

    private static MatrixError Refusal(int status, string code, string message) => new(status, $"ORG.TEAHOUSE.{code}", message);
}
