using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>Play money from the sandbox's bank.</summary>
/// <param name="Amount">How much.</param>
internal sealed record PlayMoneyWanted(Amount Amount);

/// <summary>The bank that is none: it gives play money to whoever asks, and says so.</summary>
internal static class SandboxBank {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/sandbox/play-money", Give)
        .WithSummary("Sandbox: play money, worth nothing, from a bank that is none.").Produces<TransferDone>().Is(Verb.PlayMoney).Needs(WalletScope.Full).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Give(IdempotencyKey key, Body<PlayMoneyWanted> body, WalletSession session, Payments payments, CancellationToken stop) {
        var amount = body.Value.Amount;
        var (currency, refusal) = amount.Movable(PayLimits.PlayMoneyMinorMax);
        if (currency is null) return refusal!;
        var wanted = new Intention(session.Person, key.Id, From: null, session.Person, currency, amount.Minor);
        return await payments.Before(wanted, to: null, stop) ?? await payments.Do(wanted, to: null);
    }
}
