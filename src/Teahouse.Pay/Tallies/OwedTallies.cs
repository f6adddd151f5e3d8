using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What somebody asks for, of which not all has come.</summary>
/// <param name="Id">The tally's id.</param>
/// <param name="Room">The Matrix room in which it stands, and in which it is withdrawn.</param>
/// <param name="Amount">How much of it is still owed to me.</param>
/// <param name="Asked">Of how many others I asked it.</param>
/// <param name="Waiting">How many of them have neither paid nor declined.</param>
/// <param name="Of">Who these are: the first of them.</param>
/// <param name="Note">What it is for; null for nothing.</param>
/// <param name="Until">From when on nobody is asked any more (milliseconds).</param>
internal sealed record TallyOwed(string Id, string Room, Amount Amount, int Asked, int Waiting, IReadOnlyList<OtherSide> Of, string? Note, long Until);

/// <summary>A page of what is owed to me.</summary>
/// <param name="Tallies">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
internal sealed record OwedPage(IReadOnlyList<TallyOwed> Tallies, string? Next);

/// <summary>What somebody asks others for and has not got, as the wallet of whoever asks shows it.</summary>
internal sealed class OwedTallies(TallyStore store, PeopleDirectory people, VerifiedNames names, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/tallies/owed",
        [Reads(DataClass.Profile)] (string? cursor, WalletSession session, OwedTallies tallies, CancellationToken stop) => tallies.Page(session.Person, cursor, stop))
        .WithSummary("What I ask others for in conversations and is still owed to me, the newest first, in pages.").Needs(WalletScope.Full).AtMost(Rate.Reading);

    private async Task<Ok<OwedPage>> Page(PersonId person, string? cursor, CancellationToken stop) {
        var rows = await store.OwedTo(person, TallyCursor.Read(cursor), clock.GetUtcNow().ToUnixTimeMilliseconds(), stop);
        var page = rows.Take(PayLimits.TalliesPageMax).Select(tally => (Tally: tally, Waiting: tally.Parts.Where(IsWaiting).ToList())).ToList();
        PersonId[] named = [.. page.SelectMany(p => p.Waiting.Take(PayLimits.TallyNamedMax)).Select(p => p.Person).Distinct().Select(p => new PersonId(p))];
        var verified = await names.Of(named, stop);
        var known = await people.ByPerson(named, stop);
        return TypedResults.Ok(new OwedPage([.. page.Select(p => Owed(p.Tally, p.Waiting,
            [.. p.Waiting.Take(PayLimits.TallyNamedMax).Select(w => new PersonId(w.Person)).Where(known.ContainsKey).Select(w => OtherSide.Of(known[w], verified.GetValueOrDefault(w.Value)))]))],
            TallyCursor.Next(rows)));
    }

    private static TallyOwed Owed(Tally tally, List<TallyPart> waiting, IReadOnlyList<OtherSide> named) => new(
        tally.Id.ToString(), tally.Room, Amount.Of(waiting.Sum(w => w.Minor), Iso4217.Of(tally.Currency)), tally.Parts.Count(p => p.State != TallyPartState.Own), waiting.Count, named, tally.Note, tally.Until);

    private static bool IsWaiting(TallyPart part) => part.State is TallyPartState.Asked or TallyPartState.OnItsWay;
}
