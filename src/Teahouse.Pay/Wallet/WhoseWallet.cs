using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Money;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Regimes;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>What a wallet's page says before anybody has signed in.</summary>
/// <param name="ServerName">Whose house it is.</param>
/// <param name="AppUrl">Where the app is, from which the first way into a wallet leads.</param>
/// <param name="Regime">Under which law the wallet runs: <c>sandbox</c> (play money), <c>closed-loop</c>, <c>mutual-credit</c> or <c>licensed-partner</c>.</param>
/// <param name="Verbs">What can be done with money here.</param>
/// <param name="CreditLimit">How far below zero each person may go.</param>
/// <param name="PayeeFee">What a payee leaves to the house of what they take by a code or by a poster, in hundredths of a percent. The payer pays nothing more.</param>
internal sealed record PayHouse(string ServerName, string AppUrl, string Regime, IReadOnlyList<string> Verbs, Amount CreditLimit, long PayeeFee);

/// <summary>Whose wallet is open.</summary>
/// <param name="UserId">Their Matrix user id.</param>
/// <param name="Name">What they call themselves; null for nothing.</param>
/// <param name="Passkeys">How many payment passkeys they have.</param>
internal sealed record WalletOwnerShown(string UserId, string? Name, long Passkeys);

/// <summary>What the wallet's page needs to know of the house, and of who is there.</summary>
internal static class WhoseWallet {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/house", OfHouse).WithSummary("Whose wallet this is, for its page.").Allows(Access.Anybody).AtMost(Rate.Reading);
        pay.MapGet("/me", Me).WithSummary("Who I am here.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
    }

    [Reads]
    private static Ok<PayHouse> OfHouse(House house, WalletLaw law, PayeeFee fee) => TypedResults.Ok(new PayHouse(
        house.ServerName, house.PublicUrl.AbsoluteUri, law.Word, law.Verbs, Amount.Of(law.CreditLimit, Iso4217.OfHouse), fee.Points));

    [Reads]
    private static async Task<Ok<WalletOwnerShown>> Me(WalletSession session, PeopleDirectory people, Database database, CancellationToken stop) {
        var profile = await people.ProfileOf(session.Person, stop);
        return TypedResults.Ok(new WalletOwnerShown(
            (await people.UserIdOf(session.Person, stop))!, profile.DisplayName, await PaymentPasskeyRows.Count(database, session.Person, stop)));
    }
}
