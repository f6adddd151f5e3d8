using Microsoft.AspNetCore.Builder;
using Teahouse.People;

namespace Teahouse.Pay.Wallet;

/// <summary>What a wallet token may do; the numbers stand in rows.</summary>
internal enum WalletScope {
    /// <summary>Receive, and pay back what was received: a till's, which may lie about on a counter.</summary>
    Receive = 1,
    /// <summary>All that its person may do with their money.</summary>
    Full = 2,
}

/// <summary>What a route of the wallet needs.</summary>
/// <param name="Scope">The least scope.</param>
internal sealed record WalletScopeNeeded(WalletScope Scope);

/// <summary>How a route of the wallet declares, where it stands, which token it needs.</summary>
internal static class WalletRoutes {
    /// <summary>Needs a wallet token of at least this scope.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder route, WalletScope scope) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(new WalletScopeNeeded(scope)));
        return route.Allows(Access.OwnToken);
    }

    /// <summary>How a scope is called on the wire.</summary>
    public static string Word(this WalletScope scope) => scope == WalletScope.Full ? "full" : "receive";
}
