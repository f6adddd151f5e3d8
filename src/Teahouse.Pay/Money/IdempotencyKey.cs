using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Teahouse.People.Matrix;

namespace Teahouse.Pay.Money;

/// <summary>
/// The header <c>Idempotency-Key</c>: a UUID that the client makes once per intention. It is the transfer's id: asked again with it, the
/// first answer comes again. Unique per person, over all currencies.
/// </summary>
/// <param name="Id">The UUID.</param>
internal sealed record IdempotencyKey(Guid Id) : IBindableFromHttpContext<IdempotencyKey>, IEndpointParameterMetadataProvider {
    /// <summary>What the header is called.</summary>
    public const string Header = "Idempotency-Key";

    static ValueTask<IdempotencyKey?> IBindableFromHttpContext<IdempotencyKey>.BindAsync(HttpContext context, ParameterInfo parameter) =>
        context.Request.Headers[Header] is [{ } text] && Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty
            ? ValueTask.FromResult<IdempotencyKey?>(new(id))
            : throw MatrixError.InvalidParam($"The header {Header} must be one UUID, made once for what is to happen once.").Thrown();

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new Needed());

    /// <summary>Says of a route that it wants the header.</summary>
    internal sealed record Needed;
}
