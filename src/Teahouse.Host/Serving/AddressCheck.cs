using Microsoft.AspNetCore.HttpOverrides;
using Teahouse.Host.Settings;
using Teahouse.Host.Telemetry;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using IPNetwork = System.Net.IPNetwork;

namespace Teahouse.Host.Serving;

/// <summary>Whose address a request was sent to.</summary>
internal enum Place {
    /// <summary>The app's.</summary>
    App,
    /// <summary>The wallet's.</summary>
    Wallet,
    /// <summary>None of ours.</summary>
    Elsewhere,
}

/// <summary>
/// The Host header decides: the app answers at its own address only, and the wallet at its own. A page of somebody else's that makes its
/// name point here (DNS rebinding) finds nothing, and a page of the app's nothing of the money. <c>/health</c> and metrics answer at any
/// address, what a refusal means (<c>/docs/errors</c>) at both.
/// </summary>
internal static class AddressCheck {
    /// <summary>Where machines ask how the house is.</summary>
    public const string HealthPath = "/health";

    /// <summary>What begins so is the wallet's. Routes match in any case, and so does this.</summary>
    public const string WalletPath = "/pay";

    private const string WalletApi = "/pay/v1";

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
        app.Use((http, next) => {
            var path = http.Request.Path;
            if (path == HealthPath || path == HouseTelemetry.MetricsPath) return next(http);
            var place = PlaceOf(http.Request.Host.Host, house);
            var wallets = path.StartsWithSegments(WalletPath) || path.StartsWithSegments(WalletFiles.Under);
            return place switch {
                Place.App when !wallets => next(http),
                Place.Wallet when path.StartsWithSegments(WalletApi) || path.StartsWithSegments(ErrorPages.Path) => next(http),
                Place.Wallet when WalletFiles.Find(http) => next(http),
                Place.Wallet when wallets || path == "/" => Answer(http, Problem.NotFound),
                _ => Misdirected(http, wallets ? house.PayUrl : house.PublicUrl, wallets),
            };
        });
    }

    /// <summary>Whose a host is.</summary>
    internal static Place PlaceOf(string host, House house) =>
        host.Equals(house.PayUrl.Host, StringComparison.OrdinalIgnoreCase) ? Place.Wallet
        : host.Equals(house.PublicUrl.Host, StringComparison.OrdinalIgnoreCase) || (Addresses.IsLocal(house.PublicUrl) && host is "127.0.0.1" or "[::1]") ? Place.App
        : Place.Elsewhere;

    private static Task Misdirected(HttpContext http, Uri right, bool wallets) {
        var address = right.GetLeftPart(UriPartial.Authority);
        if (wallets) return Answer(http, new Problem(421, "misdirected", "Another address", $"The wallet is at {address}: use that address."));
        var sentence = $"This house is at {address}: use that address.";
        if (http.Request.Path.StartsWithSegments("/_matrix")) return Answer(http, new MatrixError(StatusCodes.Status421MisdirectedRequest, "M_UNKNOWN", sentence));
        return Answer(http, TypedResults.Text(sentence, statusCode: StatusCodes.Status421MisdirectedRequest));
    }

    private static Task Answer(HttpContext http, IResult answer) {
        http.Response.Headers.CacheControl = "no-store";
        return answer.ExecuteAsync(http);
    }
}
