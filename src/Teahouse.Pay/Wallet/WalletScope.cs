using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Teahouse.People;

namespace Teahouse.Pay.Wallet;

/// <summary>What a wallet token may do; the numbers stand in rows.</summary>
internal enum WalletScope {
    /// <summary>Receive, and pay back what was received: a till's, which may lie about on a counter.</summary>
    Receive = 1,
    /// <summary>All that its person may do with their money.</summary>
    Full = 2,
    /// <summary>Take money and records out, and nothing else: of who has left the house, for as long as there is money of theirs.</summary>
    TakeOut = 3,
}

/// <summary>What a route of the wallet needs.</summary>
/// <param name="Scope">What the token must be able to; one that can do all can do this.</param>
internal sealed record WalletScopeNeeded(WalletScope Scope);

/// <summary>That a route of the wallet is part of taking out what is in it.</summary>
internal sealed record AlsoTakesOut;

/// <summary>How a route of the wallet declares, where it stands, which token it needs.</summary>
internal static class WalletRoutes {
    /// <summary>Needs a wallet token of at least this scope.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, WalletScope scope) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(new WalletScopeNeeded(scope)));
        return route.Allows(Access.OwnToken);
    }

    /// <summary>Is there also for who has left the house and takes out what is theirs.</summary>
    public static TBuilder OrTakeOut<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(new AlsoTakesOut()));
        return route;
    }

    /// <summary>Whether a token of this scope may be used for a route.</summary>
    public static bool MayUse(this WalletScope scope, EndpointMetadataCollection route) => scope switch {
        WalletScope.Full => true,
        WalletScope.TakeOut => route.GetMetadata<AlsoTakesOut>() is not null,
        _ => route.GetRequiredMetadata<WalletScopeNeeded>().Scope == scope,
    };

    /// <summary>How a scope is called on the wire.</summary>
    public static string Word(this WalletScope scope) => scope switch { WalletScope.Full => "full", WalletScope.TakeOut => "takeOut", _ => "receive" };
}
