using Microsoft.AspNetCore.Builder;

namespace Teahouse.Pay.Regimes;

/// <summary>Something that is done with money, and in which regimes it exists. Each route that moves money says which it is.</summary>
/// <param name="Word">How it is called on the wire.</param>
/// <param name="In">Where it exists.</param>
internal sealed record Verb(string Word, params IReadOnlyList<Regime> In) {
    /// <summary>Play money from the bank that is none.</summary>
    public static readonly Verb PlayMoney = new("playMoney", Regime.Sandbox);

    /// <summary>Money from one person to another. A closed loop may only buy: what goes from hand to hand is a payment service.</summary>
    public static readonly Verb Transfer = new("transfer", Regime.Sandbox, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>Money on a card in a conversation: likewise from person to person.</summary>
    public static readonly Verb Card = new("card", Regime.Sandbox, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>Money that one person asks others for, and the paying of it: likewise.</summary>
    public static readonly Verb Tally = new("tally", Regime.Sandbox, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>A payment by a shown code. In a closed loop to verified payees only.</summary>
    public static readonly Verb Charge = new("charge", Regime.Sandbox, Regime.ClosedLoop, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>A payment of what a payee shows, and the showing. In a closed loop of verified payees only.</summary>
    public static readonly Verb Poster = new("poster", Regime.Sandbox, Regime.ClosedLoop, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>What a payee gives back.</summary>
    public static readonly Verb Refund = new("refund", Regime.Sandbox, Regime.ClosedLoop, Regime.MutualCredit, Regime.LicensedPartner);

    /// <summary>Money from an account at a bank. A ring of mutual credit has none: nothing in it is bought for money.</summary>
    public static readonly Verb MoneyIn = new("moneyIn", Regime.ClosedLoop, Regime.LicensedPartner);

    /// <summary>Money out of the house. Also in a closed loop, whose rule is: what was not spent goes back whenever its owner wants it, and payees take out what they earned.</summary>
    public static readonly Verb MoneyOut = new("moneyOut", Regime.Sandbox, Regime.ClosedLoop, Regime.LicensedPartner);

    /// <summary>Notes that are handed over at a payee whom the operator has made a cash desk. Also in a closed loop: it is a way to pay in, at few and within a limit, and no transfer.</summary>
    public static readonly Verb Cash = new("cash", Regime.Sandbox, Regime.ClosedLoop, Regime.LicensedPartner);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Verb> All { get; } = [PlayMoney, Transfer, Card, Tally, Charge, Poster, Refund, MoneyIn, MoneyOut, Cash];

    /// <summary>Whether it exists under this law.</summary>
    public bool Exists(WalletLaw law) => In.Contains(law.Regime);
}

/// <summary>How a route of the wallet declares, where it stands, what it does with money.</summary>
internal static class VerbRoutes {
    /// <summary>It is this verb, and exists where that does.</summary>
    public static TBuilder Is<TBuilder>(this TBuilder route, Verb verb) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(verb));
        return route;
    }
}
