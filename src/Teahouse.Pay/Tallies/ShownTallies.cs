using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Codes;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>
/// Tallies as the conversation shows them, at the app's address and with the chat's token: it looks, declines and withdraws. Every figure
/// comes from here, never from the message. Who shares a bill sees who has paid their part; others of the room see how many have.
/// </summary>
internal sealed class ShownTallies(Database database, TallyStore store, TallyDriver driver, PeopleDirectory people, IRoomMembers rooms, IIgnored ignored, TimeProvider clock) {
    /// <summary>Where they stand.</summary>
    public const string Path = "/_matrix/client/unstable/org.teahouse/pay/tallies";

    public static void Map(MatrixRoutes routes) {
        routes.At("GET", Path + "/{tallyId}",
            [Reads(DataClass.Payments, DataClass.Profile)] async (string tallyId, Person person, ShownTallies tallies, CancellationToken stop) =>
                await tallies.Answer(await tallies.Seen(tallyId, person, stop), person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.At("POST", Path + "/{tallyId}/decline",
            [Reads(DataClass.Payments, DataClass.Profile)] (string tallyId, Person person, ShownTallies tallies, CancellationToken stop) => tallies.Decline(tallyId, person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Sending);
        routes.At("POST", Path + "/{tallyId}/withdraw",
            [Reads(DataClass.Payments, DataClass.Profile)] (string tallyId, Person person, ShownTallies tallies, CancellationToken stop) => tallies.Withdraw(tallyId, person, stop))
            .Allows(Access.SignedIn).AtMost(Rate.Sending);
    }

    /// <summary>A tally that somebody may see; null for none. Whoever ignores its asker is asked for nothing, and the asker is not told that.</summary>
    public async Task<Tally?> Find(string tallyId, PersonId person, string userId, CancellationToken stop) {
        if (!Guid.TryParseExact(tallyId, "D", out var id) || await store.Find(id, stop) is not { } tally) return null;
        if (!tally.Concerns(person.Value) && !await rooms.IsIn(tally.Room, userId, stop)) return null;
        return person.Value != tally.Asker && await people.UserIdOf(new(tally.Asker), stop) is { } asker && await ignored.Ignores(person, asker, stop) ? null : tally;
    }

    /// <summary>What somebody is told of a tally.</summary>
    public async Task<IResult> Answer(Tally tally, Person person, CancellationToken stop) {
        var names = new Dictionary<long, string>();
        foreach (var one in tally.Parts.Select(p => p.Person).Append(tally.Asker).Distinct()) {
            if (await people.UserIdOf(new(one), stop) is { } userId) names[one] = userId;
        }
        return MatrixAnswer.Json(json => Write(json, tally, person.Id.Value, names));
    }

    private async Task<IResult> Decline(string tallyId, Person person, CancellationToken stop) {
        var tally = await Seen(tallyId, person, stop);
        if (tally.Of(person.Id.Value) is not { } part) return MatrixError.Forbidden("Only who is asked declines.");
        return await Change(tally, TallyStore.Decline(tally, part, Now), person, stop);
    }

    private async Task<IResult> Withdraw(string tallyId, Person person, CancellationToken stop) {
        var tally = await Seen(tallyId, person, stop);
        return tally.Asker == person.Id.Value ? await Change(tally, TallyStore.Withdraw(tally), person, stop) : MatrixError.Forbidden("Only who asks withdraws it.");
    }

    // What is over stays as it is.
    private async Task<IResult> Change(Tally tally, Statement change, Person person, CancellationToken stop) {
        if (tally.Word(Now) != "open") return await Answer(tally, person, stop);
        await database.Write(new(change), CancellationToken.None);
        driver.Tell(tally);
        return await Answer((await store.Find(tally.Id, stop))!, person, stop);
    }

    private async Task<Tally> Seen(string tallyId, Person person, CancellationToken stop) =>
        await Find(tallyId, person.Id, person.UserId, stop) ?? throw MatrixError.NotFound("There is no such thing for you.").Thrown();

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Write(Utf8JsonWriter json, Tally tally, long person, Dictionary<long, string> names) {
        var (now, others) = (Now, tally.Parts.Where(p => p.State != TallyPartState.Own).ToList());
        json.WriteString("id", tally.Id.ToString());
        json.WriteString("room_id", tally.Room);
        if (names.TryGetValue(tally.Asker, out var asker)) json.WriteString("asker", asker);
        WriteAmount(json, "amount", tally.Minor, tally.Currency);
        if (tally.Note is { } note) json.WriteString("note", note);
        json.WriteString("state", tally.Word(now));
        json.WriteNumber("at", tally.At);
        json.WriteNumber("until", tally.Until);
        json.WriteNumber("asked", others.Count);
        json.WriteNumber("paid", others.Count(p => p.State == TallyPartState.Paid));
        if (tally.Of(person) is { } own) {
            json.WriteStartObject("mine");
            WriteAmount(json, "amount", own.Minor, tally.Currency);
            json.WriteString("state", tally.Word(own, now));
            json.WriteEndObject();
        }
        if (!tally.Concerns(person)) return;
        json.WriteStartArray("parts");
        foreach (var part in tally.Parts) {
            json.WriteStartObject();
            if (names.TryGetValue(part.Person, out var userId)) json.WriteString("user_id", userId);
            WriteAmount(json, "amount", part.Minor, tally.Currency);
            json.WriteString("state", tally.Word(part, now));
            json.WriteNumber("at", part.At);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAmount(Utf8JsonWriter json, string name, long minor, long currency) {
        json.WriteStartObject(name);
        json.WriteNumber("minor", minor);
        json.WriteString("currency", Iso4217.Of(currency).Code);
        json.WriteEndObject();
    }
}
