using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Problems;

namespace Teahouse.Pay.Regimes;

/// <summary>Refuses what does not exist under the house's law, whoever asks.</summary>
internal sealed class VerbGate(WalletLaw law) : IEndpointFilter {
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Verb>() is { } verb && !verb.Exists(law) ? PayProblems.NotInRegime(verb, law) : await next(context);
}
