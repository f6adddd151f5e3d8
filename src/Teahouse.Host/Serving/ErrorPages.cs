using Microsoft.AspNetCore.Http.HttpResults;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Serving;

/// <summary>The pages of docs/errors, where the <c>type</c> of a refusal leads.</summary>
internal static class ErrorPages {
    /// <summary>Where they stand.</summary>
    public const string Path = "/docs/errors";

    public static void MapErrorPages(this IEndpointRouteBuilder app) =>
        app.MapGet(Path + "/{code:alpha}", Answer).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static Results<FileStreamHttpResult, NotFound> Answer(string code) =>
        typeof(ErrorPages).Assembly.GetManifestResourceStream($"docs/errors/{code}.md") is { } page
            ? TypedResults.File(page, "text/plain; charset=utf-8") : TypedResults.NotFound();
}
