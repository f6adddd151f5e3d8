using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Serving;

/// <summary><c>GET /health</c>: 200 when the server is ready and its database answers.</summary>
internal static class Health {
    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapGet(AddressCheck.HealthPath, Answer).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Answer(Database database, CancellationToken stop) {
        await database.Read(Database.LastPosition, stop);
        return TypedResults.Text("ok\n");
    }
}
