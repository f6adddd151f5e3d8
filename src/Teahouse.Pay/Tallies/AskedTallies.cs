using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What somebody is asked for.</summary>
/// <param name="Id">The tally's id.</param>
/// <param name="Room">The Matrix room in which it stands.</param>
/// <param name="Asker">To whom it is paid.</param>
/// <param name="Known">Whether I have paid them before, or sent them money that they took.</param>
/// <param name="Amount">My part.</param>
/// <param name="Total">How much it is in all.</param>
/// <param name="Parts">Among how many it is split; 1 where only I am asked.</param>
/// <param name="Note">What it is for, as the asker says; null for nothing.</param>
/// <param name="State"><c>asked</c>, <c>onItsWay</c>, <c>paid</c>, <c>declined</c>, <c>withdrawn</c> or <c>late</c>.</param>
/// <param name="Until">From when on nobody is asked any more (milliseconds).</param>
internal sealed record TallyAsked(string Id, string Room, OtherSide Asker, bool Known, Amount Amount, Amount Total, int Parts, string? Note, string State, long Until);

/// <summary>A page of what others ask for.</summary>
/// <param name="Tallies">Those that are open, the newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none. A page may be short and have one.</param>
internal sealed record TallyPage(IReadOnlyList<TallyAsked> Tallies, string? Next);

/// <summary>What others ask for in conversations, as the wallet of whoever is asked shows it, and the word that says no.</summary>
internal sealed class AskedTallies(
    Database database, TallyStore store, TallyDriver driver, ShownTallies shown, LedgerAccounts accounts, PeopleDirectory people, IIgnored ignored, VerifiedNames names, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/tallies", [Reads(DataClass.Profile)] (string? cursor, WalletSession session, AskedTallies tallies, CancellationToken stop) => tallies.Page(session.Person, cursor, stop))
            .WithSummary("What others ask me for in conversations and I have not answered, the newest first, in pages.").Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapGet("/tallies/{id}", [Reads(DataClass.Profile)] (string id, WalletSession session, AskedTallies tallies, CancellationToken stop) => tallies.Show(id, session.Person, stop))
            .WithSummary("What somebody asks me for in a conversation.").Produces<TallyAsked>().Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapPost("/tallies/{id}/decline", [Reads(DataClass.Profile)] (string id, WalletSession session, AskedTallies tallies, CancellationToken stop) => tallies.Decline(id, session, stop))
            .WithSummary("Says that I do not pay it. What is over stays as it is.").Produces<TallyAsked>().Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    /// <summary>What somebody is asked for by its id, their part of it, and who asks; null where they are asked for nothing so called.</summary>
    public async Task<(Tally Tally, TallyPart Part, OtherSide Asker)?> Mine(string id, PersonId person, CancellationToken stop) {
        var userId = await people.UserIdOf(person, stop);
        if (await shown.Find(id, person, userId!, stop) is not { } tally || tally.Of(person.Value) is not { } part) return null;
        // Who has left takes no money any more.
        if (await people.Among([new(tally.Asker)], stop) is not [var asker]) return null;
        return (tally, part, OtherSide.Of(asker, await names.Of(new PersonId(tally.Asker), stop)));
    }

    private async Task<Ok<TallyPage>> Page(PersonId person, string? cursor, CancellationToken stop) {
        var rows = await store.AskedOf(person, TallyCursor.Read(cursor), Now, stop);
        var tallies = rows.Take(PayLimits.TalliesPageMax).ToList();
        var askers = new Dictionary<long, (OtherSide Side, bool IsKnown)>();
        foreach (var (asker, side) in await Sides([.. tallies.Select(t => t.Asker).Distinct().Select(a => new PersonId(a))], stop)) {
            if (!await ignored.Ignores(person, side.UserId, stop)) askers[asker] = (side, await IsKnown(person, asker, stop));
        }
        return TypedResults.Ok(new TallyPage(
            [.. tallies.Where(t => askers.ContainsKey(t.Asker)).Select(t => Asked(t, t.Of(person.Value)!, askers[t.Asker].Side, askers[t.Asker].IsKnown))], TallyCursor.Next(rows)));
    }

    private async Task<IResult> Show(string id, PersonId person, CancellationToken stop) => await Mine(id, person, stop) is var (tally, part, asker)
        ? TypedResults.Ok(Asked(tally, part, asker, await IsKnown(person, tally.Asker, stop))) : Problem.NotFound;

    private async Task<IResult> Decline(string id, WalletSession session, CancellationToken stop) {
        if (await Mine(id, session.Person, stop) is not var (tally, part, _)) return Problem.NotFound;
        if (tally.Word(part, Now) == "asked") {
            try {
                await database.Write(new(session.StillHolds(), TallyStore.Decline(tally, part, Now)), CancellationToken.None);
            } catch (WriteLostException) {
                return PayProblems.TokenUnknown;
            }
            driver.Tell(tally);
        }
        return await Show(id, session.Person, stop);
    }

    private async Task<Dictionary<long, OtherSide>> Sides(PersonId[] persons, CancellationToken stop) {
        var verified = await names.Of(persons, stop);
        return (await people.ByPerson(persons, stop)).ToDictionary(p => p.Key.Value, p => OtherSide.Of(p.Value, verified.GetValueOrDefault(p.Key.Value)));
    }

    private async Task<bool> IsKnown(PersonId person, long asker, CancellationToken stop) =>
        await store.HasPaid(person, await accounts.Find(person, AccountKind.Person, Iso4217.OfHouse.Number, stop), new(asker), stop);

    private TallyAsked Asked(Tally tally, TallyPart part, OtherSide asker, bool isKnown) {
        var currency = Iso4217.Of(tally.Currency);
        return new(tally.Id.ToString(), tally.Room, asker, isKnown, Amount.Of(part.Minor, currency), Amount.Of(tally.Minor, currency), tally.Parts.Count, tally.Note, tally.Word(part, Now), tally.Until);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
