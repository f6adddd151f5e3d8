using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Teahouse.People.Requests;

/// <summary>Our own API, and the document that describes it.</summary>
internal static class OwnApi {
    /// <summary>Where it stands.</summary>
    public const string Prefix = "/people/v1";

    /// <summary>Only what is ours is described: Matrix has its own specification.</summary>
    public static void Describe(OpenApiOptions options) {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith(Prefix.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => {
            document.Info = new OpenApiInfo { Title = "Teahouse", Version = "v1", Description = "The house's own API. Access tokens are those of Matrix." };
            document.Servers = [];
            return Task.CompletedTask;
        });
    }
}
