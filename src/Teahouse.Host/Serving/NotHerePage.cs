using Microsoft.Net.Http.Headers;
using Teahouse.People;

namespace Teahouse.Host.Serving;

/// <summary>What a person sees who followed an address that the house does not have; else the browser shows an error page of its own.</summary>
internal static class NotHerePage {
    private const string Html = "text/html";

    public static void UseNotHerePage(this IApplicationBuilder app) {
        var house = app.ApplicationServices.GetRequiredService<House>();
        var page = PlainPage.Html(
            house.ServerName, "not here",
            """
            <p>There is nothing at this address.<br><span lang="zh">这个地址下什么也没有。</span></p>
            <p><a href="/">To the start / <span lang="zh">回到首页</span></a></p>
            """);
        app.Use(async (http, next) => {
            await next(http);
            if (IsMissing(http)) await Write(http, page);
        });
    }

    /// <summary>A route that says 404 itself has said why; programs ask for no page.</summary>
    private static bool IsMissing(HttpContext http) =>
        http.Response.StatusCode == StatusCodes.Status404NotFound && !http.Response.HasStarted && http.GetEndpoint() is null
        && HttpMethods.IsGet(http.Request.Method) && IsForAPerson(http.Request);

    private static bool IsForAPerson(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_matrix", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments("/people", StringComparison.Ordinal)
        && !request.Path.StartsWithSegments(AddressCheck.WalletPath)
        && !request.Path.StartsWithSegments(AppFiles.Hashed, StringComparison.Ordinal)
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) && accepted.Any(type => type.MediaType == Html);

    private static Task Write(HttpContext http, string page) {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = PlainPage.ContentSecurityPolicy;
        http.Response.ContentType = PlainPage.ContentType;
        return http.Response.WriteAsync(page, http.RequestAborted);
    }
}
