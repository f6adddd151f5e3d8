using Teahouse.People;

namespace Teahouse.Host.Serving;

/// <summary>
/// The web app's files, as <c>./run</c> published them: compressed beforehand, with an ETag. A server that was only built has
/// none and serves no page.
/// </summary>
internal static class AppFiles {
    private const string Page = "/index.html";
    private const string ConfirmPage = "/confirm";

    /// <summary>Where the files are whose names change with their contents.</summary>
    public const string Hashed = "/assets";

    private static readonly string Immutable = $"public, max-age={HostLimits.ImmutableSeconds}, immutable";

    private static bool Exist => File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot" + Page));

    /// <summary>The app's address is its page; where one stands in the app is behind the # and never reaches the server.</summary>
    public static void UseAppPage(this IApplicationBuilder app) => app.Use((http, next) => {
        // The app that opened this page must hear when it is done.
        if (http.Request.Path == ConfirmPage) http.Response.Headers["Cross-Origin-Opener-Policy"] = "unsafe-none";
        if (http.Request.Path == "/" || http.Request.Path == ConfirmPage) http.Request.Path = Page;
        if (IsHashed(http.Request.Path)) http.Response.OnStarting(KeepForEver, http);
        return next(http);
    });

    public static void MapAppFiles(this IEndpointRouteBuilder app) {
        if (Exist) app.MapStaticAssets().Add(endpoint => endpoint.Metadata.Add(Access.Anybody));
    }

    private static bool IsHashed(PathString path) =>
        path.StartsWithSegments(Hashed, StringComparison.Ordinal) || path.StartsWithSegments(WalletFiles.Under + Hashed, StringComparison.Ordinal);

    private static Task KeepForEver(object state) {
        var response = ((HttpContext)state).Response;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified) response.Headers.CacheControl = Immutable;
        return Task.CompletedTask;
    }
}
