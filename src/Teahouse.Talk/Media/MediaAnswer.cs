using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/// <summary>Answers with a file, whole or in part, streamed from the disk.</summary>
internal static class MediaAnswer {
    /// <summary>Lets through who shows their access token in a header: an address with a token in it gets passed on.</summary>
    /// <exception cref="MatrixRefusalException">M_MISSING_TOKEN.</exception>
    public static void DemandHeaderToken(HttpContext http) {
        if (http.Request.Headers.Authorization is not [{ } header] || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) {
            throw new MatrixError(401, "M_MISSING_TOKEN", "Media needs an access token in the Authorization header.").Thrown();
        }
    }

    /// <summary>The file. It never changes, so a client may keep it for ever.</summary>
    /// <param name="http">The request.</param>
    /// <param name="path">Where it lies.</param>
    /// <param name="contentType">What it is.</param>
    /// <param name="disposition">Made by <see cref="Disposition"/>.</param>
    /// <param name="tag">Names the file among all.</param>
    /// <param name="createdAt">Since when it is there, in milliseconds.</param>
    public static IResult File(HttpContext http, string path, string contentType, string disposition, string tag, long createdAt) {
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition;
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        http.Response.OnCompleted(Sent, http.Response);
        return TypedResults.PhysicalFile(path, contentType, fileDownloadName: null,
            DateTimeOffset.FromUnixTimeMilliseconds(createdAt), new EntityTagHeaderValue($"\"{tag}\""), enableRangeProcessing: true);
    }

    private static Task Sent(object response) {
        var answer = (HttpResponse)response;
        if (answer.StatusCode is StatusCodes.Status200OK or StatusCodes.Status206PartialContent) TalkMeter.MediaSent(answer.ContentLength ?? 0);
        return Task.CompletedTask;
    }
}
