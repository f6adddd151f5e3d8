using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Teahouse.People.Matrix;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Requests;

/*  Each request passes here.
    (1) A browser of another site may call Matrix, and is told so on every answer; our own APIs are for our own pages: /people/v1 for
        the app's, /pay/v1 for the wallet's, which is another site. Nobody keeps an answer.
    (2) The access token leaves the query string, so that nothing behind this line can log it; only Matrix takes it from there.
    (3) The route says who may call it and how often; the token says who calls. Whose tokens those are, a module may say of its routes.
    (4) A refusal thrown by the handler becomes an answer in its protocol's form; whatever else goes wrong is ours, and logged. */

/// <summary>Checks every request's access token and rate, and turns refusals into answers.</summary>
internal sealed partial class Gate(RequestDelegate next, SessionFinder sessions, RateLimits limits, House house, ILogger<Gate> log) {
    private const string QueryToken = "access_token";
    private const string KeptByNobody = "no-store";

    public async Task Invoke(HttpContext http) {
        var matrix = http.Request.Path.StartsWithSegments("/_matrix") || http.Request.Path.StartsWithSegments("/.well-known/matrix");
        if (matrix) AllowOtherSites(http.Response.Headers);
        if (matrix || IsOurs(http)) http.Response.Headers.CacheControl = KeptByNobody;
        if (matrix && HttpMethods.IsOptions(http.Request.Method)) {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        var token = TakeToken(http, matrix);
        try {
            if (await Refusal(http, token, matrix) is { } refusal) await Answer(http, refusal);
            else await next(http);
        } catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        } catch (Exception e) when (!http.Response.HasStarted) {
            await Answer(http, Understand(e, http));
        }
    }

    private static void AllowOtherSites(IHeaderDictionary headers) {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "GET, POST, PUT, DELETE, OPTIONS";
        headers.AccessControlAllowHeaders = "X-Requested-With, Content-Type, Authorization";
    }

    private static string? TakeToken(HttpContext http, bool alsoFromQuery) {
        const string scheme = "Bearer ";
        string? fromQuery = http.Request.Query[QueryToken];
        if (fromQuery is not null) {
            http.Request.QueryString = QueryString.Create(http.Request.Query.Where(q => !q.Key.Equals(QueryToken, StringComparison.OrdinalIgnoreCase)));
        }
        string? header = http.Request.Headers.Authorization;
        var token = header?.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) == true ? header[scheme.Length..].Trim() : alsoFromQuery ? fromQuery : null;
        return string.IsNullOrEmpty(token) ? null : token;
    }

    private async Task<IResult?> Refusal(HttpContext http, string? token, bool matrix) {
        if (http.GetEndpoint() is not { } endpoint) return matrix || IsOurs(http) ? MatrixError.Unrecognized() : null;
        if (endpoint is not RouteEndpoint) return Unroutable(endpoint, matrix || IsOurs(http));
        if (IsOurs(http) && http.Request.Headers.Origin is [{ } origin] && !IsOwnPage(http, origin)) return OtherSite;
        var declared = Declared.Of(endpoint);
        if (declared.Access == Access.Anybody) return declared.Rate is { } rate ? Wait(limits.Take(http, rate)) : null;
        if (declared.Access == Access.OwnToken) return await OwnRefusal(http, token, declared.Rate);
        if (token is null) return new MatrixError(401, "M_MISSING_TOKEN", "This needs an access token.");
        var (session, refusal) = await sessions.Find(token, http.RequestAborted);
        if (session is null) return Wait(limits.Take(http, Rate.Reading)) ?? refusal;
        http.Features.Set(session);
        http.Features.Set(session.Person);
        if (declared.Rate is { } own && Wait(limits.Take(session.Person.Id, own)) is { } wait) return wait;
        return declared.Access == Access.SignedInAndNotSuspended && session.Person.IsSuspended
            ? new MatrixError(403, "M_USER_SUSPENDED", "You are suspended: you can read, leave and take your data with you, and send nothing.") : null;
    }

    private async Task<IResult?> OwnRefusal(HttpContext http, string? token, Rate? rate) {
        var (person, refusal) = await http.RequestServices.GetRequiredService<IOwnTokens>().Admit(http, token, http.RequestAborted);
        var wait = person is { } one && rate is { } own ? limits.Take(one, own) : limits.Take(http, Rate.Reading);
        return Wait(wait) ?? (IResult?)refusal;
    }

    private bool IsOwnPage(HttpContext http, string origin) =>
        IsWallets(http) ? origin == house.PayUrl.GetLeftPart(UriPartial.Authority) : OwnPages.Include(origin, house.PublicUrl);

    /// <summary>Routing found the path but neither this method nor this content type.</summary>
    private static MatrixError? Unroutable(Endpoint endpoint, bool answer) => !answer ? null
        : endpoint.DisplayName?.StartsWith("415", StringComparison.Ordinal) == true
            ? new(415, "M_NOT_JSON", "The body must be application/json.") : MatrixError.Unrecognized(StatusCodes.Status405MethodNotAllowed);

    private static MatrixError OtherSite => MatrixError.Forbidden("This API is for the pages of this house; pages elsewhere use Matrix.");

    private static bool IsOurs(HttpContext http) => http.Request.Path.StartsWithSegments("/people") || IsWallets(http);

    private static bool IsWallets(HttpContext http) => http.Request.Path.StartsWithSegments("/pay");

    private static MatrixError? Wait(TimeSpan? time) => time is { } wait ? RateLimits.TooMany(wait) : null;

    private static Task Answer(HttpContext http, IResult refusal) {
        http.Response.Headers.CacheControl = KeptByNobody;
        return (refusal is MatrixError error && IsOurs(http) ? Problem.From(error) : refusal).ExecuteAsync(http);
    }

    private MatrixError Understand(Exception e, HttpContext http) {
        switch (e) {
            case MatrixRefusalException refusal:
                return refusal.Error;
            case StorageBusyException:
                return RateLimits.TooMany(TimeSpan.FromSeconds(1));
            case StorageFailedException:
                LogFailed(log, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, e);
                return new(503, "M_UNKNOWN", "The house can neither keep nor find anything at the moment. Try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return MatrixError.TooLarge("The body is too large.");
            case BadHttpRequestException bad:
                return new(bad.StatusCode, "M_INVALID_PARAM", "The request is not what it must be.");
            default:
                LogFailed(log, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, e);
                return new(500, "M_UNKNOWN", "Something went wrong here. It is written down.");
        }
    }
}
