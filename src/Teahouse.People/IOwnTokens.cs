using Microsoft.AspNetCore.Http;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>Tokens that another module gives out for its own routes (<see cref="Access.OwnToken"/>), where an access token of Matrix opens nothing.</summary>
public interface IOwnTokens {
    /// <summary>Whom a token lets in at the route that the request has found. Makes the session known to its handler.</summary>
    /// <param name="http">The request.</param>
    /// <param name="token">What it bears; null for none.</param>
    /// <param name="stop">Ends the wait.</param>
    Task<Admission> Admit(HttpContext http, string? token, CancellationToken stop);
}

/// <summary>What a token opens.</summary>
/// <param name="Person">Whose it is; null for nobody's.</param>
/// <param name="Refusal">Why it does not open this route; null when it does.</param>
public sealed record Admission(PersonId? Person, Problem? Refusal);
