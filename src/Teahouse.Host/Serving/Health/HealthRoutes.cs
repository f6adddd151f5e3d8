using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Serving.Health;

/// <summary><c>GET /health</c> for machines and <c>/status</c> for people: 200 when all parts are well, 503 with the one that is not.</summary>
internal static class HealthRoutes {
    private const string StatusPath = "/status";

    public static void MapHealth(this IEndpointRouteBuilder app) {
        app.MapGet(AddressCheck.HealthPath, Health).Allows(Access.Anybody).AtMost(Rate.Reading);
        app.MapGet(StatusPath, Status).Allows(Access.Anybody).AtMost(Rate.Reading);
    }

    [Reads]
    private static async Task<IResult> Health(HealthCheck check, HttpContext http, CancellationToken stop) {
        var report = await check.Look(stop);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new {
            status = report.Word,
            version = report.Version,
            parts = report.Parts.ToDictionary(p => p.Key.ToString().ToLowerInvariant(), p => p.Value ? "ok" : "failing"),
        }, statusCode: report.StatusCode);
    }

    [Reads]
    private static async Task<IResult> Status(HealthCheck check, House house, HttpContext http, CancellationToken stop) {
        var report = await check.Look(stop);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = PlainPage.ContentSecurityPolicy;
        return TypedResults.Text(StatusPage.Html(house.ServerName, report), PlainPage.ContentType, statusCode: report.StatusCode);
    }
}
