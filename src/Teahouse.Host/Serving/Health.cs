using Teahouse.Host.Cluster;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Serving;

/// <summary><c>GET /health</c>: 200 when the server is ready and its database answers; 503 when it is about to end.</summary>
internal static class Health {
    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet(AddressCheck.HealthPath, Answer).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Answer(HttpContext http, Database database, CancellationToken stop) {
        if (http.RequestServices.GetService<Draining>() is { HasBegun: true }) {
            return TypedResults.Text("draining\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        await database.Read(Database.LastPosition, stop);
        return TypedResults.Text("ok\n");
    }
}
