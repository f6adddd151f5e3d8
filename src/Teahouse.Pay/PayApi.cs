using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Teahouse.Pay.Money;

namespace Teahouse.Pay;

/// <summary>The wallet's API, and the document that describes it.</summary>
internal static class PayApi {
    /// <summary>Where it stands, on the pay host.</summary>
    public const string Prefix = "/pay/v1";

    /// <summary>What the document is called: <c>/openapi/pay.json</c> at the app's address.</summary>
    public const string Document = "pay";

    /// <summary>Describes what is Pay's.</summary>
    public static void Describe(OpenApiOptions options) {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = route => route.RelativePath?.StartsWith(Prefix.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) => {
            document.Info = new OpenApiInfo {
                Title = "Teahouse Pay", Version = "v1", Description = "The wallet's API, at the pay address only. Its tokens are its own; those of Matrix open nothing here.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) => {
            if (!context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotencyKey.Needed>().Any()) return Task.CompletedTask;
            (operation.Parameters ??= []).Add(new OpenApiParameter {
                Name = IdempotencyKey.Header, In = ParameterLocation.Header, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
                Description = "Made by the client, once for what is to happen once: the transfer's id. Asked again with it, the first answer comes again.",
            });
            return Task.CompletedTask;
        });
    }
}
