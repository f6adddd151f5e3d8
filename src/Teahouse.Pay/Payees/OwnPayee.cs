using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Money;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Payees;

/// <summary>How one is seen by whoever pays one.</summary>
internal static class OwnPayee {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/payee", Shown)
        .WithSummary("What whoever pays me is shown of me.").Produces<OtherSide>().Needs(WalletScope.Receive).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Shown(WalletSession session, PeopleDirectory people, VerifiedNames names, CancellationToken stop) =>
        await people.Among([session.Person], stop) is [var own]
            ? TypedResults.Ok(OtherSide.Of(own, await names.Of(session.Person, stop))) : PayProblems.TokenUnknown;
}
