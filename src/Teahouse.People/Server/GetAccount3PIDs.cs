using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Server;

/// <summary>Shows the telephone numbers and mail addresses of a person: nobody is asked for any here.</summary>
internal static class GetAccount3PIDs {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/account/3pid", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle() => MatrixJson.Ok(new { threepids = Array.Empty<object>() });
}
