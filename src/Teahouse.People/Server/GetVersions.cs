using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Server;

/// <summary>Says which versions of the specification this server speaks.</summary>
internal static class GetVersions {
    /// <summary>The last of the old numbering, for clients that look for it, and v1.1 to v1.13.</summary>
    private static readonly string[] Versions = ["r0.6.1", .. Enumerable.Range(1, 13).Select(minor => $"v1.{minor}")];

    public static void Map(MatrixRoutes routes) => routes.At("GET", "/_matrix/client/versions", Handle).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle() => MatrixJson.Ok(new { versions = Versions, unstable_features = new { } });
}
