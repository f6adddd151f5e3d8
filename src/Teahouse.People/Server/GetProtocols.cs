using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Server;

/// <summary>Lists the other networks that this house has a bridge to: none.</summary>
internal static class GetProtocols {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/thirdparty/protocols", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle() => MatrixJson.Ok(new { });
}
