using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Teahouse.People.Matrix;

namespace Teahouse.People.Requests;

/// <summary>The body of a request to our own APIs: read strictly, without a key that nobody knows, and announced in the OpenAPI document.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Json">The same as it came, for user-interactive auth.</param>
public sealed record Body<T>(T Value, JsonElement Json) : IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider {
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict) { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    static async ValueTask<Body<T>?> IBindableFromHttpContext<Body<T>>.BindAsync(HttpContext context, ParameterInfo parameter) {
        var json = await MatrixBody.Read(context, PeopleLimits.OwnBodyBytesMax);
        try {
            return new Body<T>(json.Deserialize<T>(Options)!, json);
        } catch (JsonException e) {
            throw MatrixError.BadJson($"The body does not fit at {e.Path ?? "its root"}.").Thrown();
        }
    }

    static void IEndpointParameterMetadataProvider.PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}
