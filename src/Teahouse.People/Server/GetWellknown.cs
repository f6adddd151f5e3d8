using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Server;

/// <summary>Tells a client that knows only the server's name where the server is.</summary>
internal static class GetWellknown {
    public static void Map(MatrixRoutes routes) => routes.At("GET", "/.well-known/matrix/client", Handle).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle(House house) => MatrixJson.Ok(new Dictionary<string, object> {
        ["m.homeserver"] = new { base_url = house.PublicUrl.GetLeftPart(UriPartial.Authority) },
    });
}
