using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>What somebody has in one currency.</summary>
/// <param name="Balance">What has come in less what has gone out.</param>
/// <param name="HeldOut">How much of it is promised, and may still go.</param>
/// <param name="HeldIn">What is promised to them, and may still come.</param>
internal sealed record BalanceShown(Amount Balance, Amount HeldOut, Amount HeldIn) {
    public static BalanceShown Of(Iso4217 currency, Balance balance) => new(
        Amount.Of(balance.Posted, currency), Amount.Of(balance.HeldOut, currency), Amount.Of(balance.HeldIn, currency));
}

/// <summary>One's own balances.</summary>
internal static class Balances {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/balances", Own)
        .WithSummary("What I have: in the house's currency, and in each other in which there is anything.").Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);

    [Reads]
    private static async Task<Ok<IEnumerable<BalanceShown>>> Own(WalletSession session, LedgerAccounts accounts, CancellationToken stop) {
        var ofHouse = default(Balance);
        var others = new List<BalanceShown>();
        foreach (var (account, number) in await accounts.AllOf(session.Person, AccountKind.Person, stop)) {
            var balance = await accounts.BalanceOf(account, number, stop);
            if (number == Iso4217.OfHouse.Number) ofHouse = balance;
            else if (balance != default) others.Add(BalanceShown.Of(Iso4217.Find(number)!, balance));
        }
        return TypedResults.Ok<IEnumerable<BalanceShown>>([BalanceShown.Of(Iso4217.OfHouse, ofHouse), .. others]);
    }
}
