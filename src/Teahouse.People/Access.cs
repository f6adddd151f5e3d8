using Microsoft.AspNetCore.Builder;

namespace Teahouse.People;

/// <summary>Who may call a route. Every route says it; a house test finds the ones that do not.</summary>
public enum Access {
    /// <summary>Anybody, without an access token.</summary>
    Anybody,
    /// <summary>A person with a valid access token.</summary>
    SignedIn,
    /// <summary>A person with a valid access token who is not suspended.</summary>
    SignedInAndNotSuspended,
    /// <summary>Who holds a token that another module gives out for its own routes (<see cref="IOwnTokens"/>).</summary>
    OwnToken,
}

/// <summary>How often a route may be called. The figures stand in <c>PeopleLimits</c>.</summary>
public enum Rate {
    /// <summary>Reading: plenty.</summary>
    Reading,
    /// <summary>Sending and changing.</summary>
    Sending,
    /// <summary>What searches or fans out: creating rooms, inviting.</summary>
    Inviting,
    /// <summary>Uploading media.</summary>
    Uploading,
    /// <summary>Proving who one is: passwords, codes, tokens.</summary>
    SigningIn,
    /// <summary>Taking a handle.</summary>
    Registering,
}

/// <summary>How a route declares, where it stands, who may call it and how often.</summary>
public static class RouteDeclarations {
    /// <summary>Declares who may call the route.</summary>
    public static TBuilder Allows<TBuilder>(this TBuilder route, Access access) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(access));
        return route;
    }

    /// <summary>Declares how often the route may be called by one person or, before sign-in, from one address.</summary>
    public static TBuilder AtMost<TBuilder>(this TBuilder route, Rate rate) where TBuilder : IEndpointConventionBuilder {
        route.Add(endpoint => endpoint.Metadata.Add(rate));
        return route;
    }
}
