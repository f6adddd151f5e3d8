using Microsoft.AspNetCore.HttpOverrides;
using Teahouse.Host.Settings;
using Teahouse.Host.Telemetry;
using Teahouse.People;
using Teahouse.People.Matrix;
using IPNetwork = System.Net.IPNetwork;

namespace Teahouse.Host.Serving;

/// <summary>
/// The Host header decides: the app answers at its own address only. A page of somebody else's that makes its name point here
/// (DNS rebinding) finds nothing. <c>/health</c> and metrics answer at any address.
/// </summary>
internal static class AddressCheck {
    /// <summary>Where machines ask how the house is.</summary>
    public const string HealthPath = "/health";

    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<IPNetwork> proxies) {
        if (proxies.Count == 0) return;
        // X-Forwarded-Host is not among them: a proxy passes on the Host that it was asked for.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies) options.KnownIPNetworks.Add(proxy);
        app.UseForwardedHeaders(options);
    }

    public static void UseAddressCheck(this IApplicationBuilder app) {
        var house = app.ApplicationServices.GetRequiredService<House>();
        app.Use((http, next) => http.Request.Path == HealthPath || http.Request.Path == HouseTelemetry.MetricsPath || IsOurs(http.Request.Host.Host, house.PublicUrl) ? next(http) : Misdirected(http, house));
    }

    /// <summary>Whether a request for that host is for the app.</summary>
    internal static bool IsOurs(string host, Uri publicUrl) =>
        host.Equals(publicUrl.Host, StringComparison.OrdinalIgnoreCase) || (Addresses.IsLocal(publicUrl) && host is "127.0.0.1" or "[::1]");

    private static Task Misdirected(HttpContext http, House house) {
        http.Response.Headers.CacheControl = "no-store";
        var sentence = $"This house is at {house.PublicUrl.GetLeftPart(UriPartial.Authority)}: use that address.";
        if (http.Request.Path.StartsWithSegments("/_matrix", StringComparison.Ordinal)) {
            return new MatrixError(StatusCodes.Status421MisdirectedRequest, "M_UNKNOWN", sentence).ExecuteAsync(http);
        }
        http.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(sentence, http.RequestAborted);
    }
}
