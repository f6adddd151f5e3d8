using Microsoft.Extensions.Primitives;
using Teahouse.People;

namespace Teahouse.Host.Serving;

/// <summary>What every answer tells a browser. A route that knows better (media) sets its own policy afterwards.</summary>
internal static class SecurityHeaders {
    /// <summary>
    /// Nothing but what this house serves: no inline script or style, no other server, in no frame. WebAssembly is the
    /// encryption; pictures and sounds are decrypted here and shown from memory (blob).
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; media-src blob:; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";

    /// <summary>A script runs only if the page says what it must hash to, so that nobody who can alter a file, a cache or a mirror alters the app.</summary>
    public const string IntegrityPolicy = "blocked-destinations=(script)";

    /// <summary>The camera scans codes, the microphone records, passkeys sign in: here, and in no page within this one.</summary>
    public const string PermissionsPolicy =
        "camera=(self), microphone=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), "
        + "geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()";

    public static void UseSecurityHeaders(this IApplicationBuilder app) {
        var house = app.ApplicationServices.GetRequiredService<House>();
        var tls = house.PublicUrl.Scheme == Uri.UriSchemeHttps ? new StringValues($"max-age={HostLimits.TlsSeconds}") : default;
        // Not before the answer begins: whoever waits in a sync, and ten thousand do, would wait with a table of headers.
        Func<object, Task> tell = http => {
            Tell(((HttpContext)http).Response.Headers, tls);
            return Task.CompletedTask;
        };
        app.Use((http, next) => {
            http.Response.OnStarting(tell, http);
            return next(http);
        });
    }

    private static void Tell(IHeaderDictionary headers, StringValues tls) {
        if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (headers.XContentTypeOptions.Count == 0) headers.XContentTypeOptions = "nosniff";
        if (headers.XFrameOptions.Count == 0) headers.XFrameOptions = "DENY";       // for browsers that do not know frame-ancestors
        headers.StrictTransportSecurity = tls;
        headers.TryAdd("Integrity-Policy", IntegrityPolicy);
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", PermissionsPolicy);
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
    }
}
