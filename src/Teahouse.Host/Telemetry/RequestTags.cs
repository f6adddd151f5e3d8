using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using OpenTelemetry;

namespace Teahouse.Host.Telemetry;

/// <summary>What a trace says of a request, and all that it says: whatever else something hangs on it is taken off before it leaves.</summary>
internal sealed class RequestTags : BaseProcessor<Activity> {
    private const string Route = "http.route";
    private const string Method = "http.request.method";
    private const string Status = "http.response.status_code";
    private const string None = "none";

    /// <summary>The labels of requests, in metrics and in traces.</summary>
    public static string[] All { get; } = [Route, Method, Status];

    /// <summary>Says on the trace which route answered, and how.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) => {
        var activity = http.Features.Get<IHttpActivityFeature>()?.Activity;
        if (activity is not { IsAllDataRequested: true }) {
            await next(http);
            return;
        }
        try {
            await next(http);
        } finally {
            var method = HttpMethods.GetCanonicalizedValue(http.Request.Method);
            activity.SetTag(Route, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? None);
            activity.SetTag(Method, IsKnown(method) ? method : "_OTHER");
            activity.SetTag(Status, http.Response.StatusCode);
        }
    });

    /// <inheritdoc/>
    public override void OnEnd(Activity data) {
        foreach (var (name, _) in data.TagObjects.ToList()) {
            if (!All.Contains(name)) data.SetTag(name, null);
        }
        foreach (var (name, _) in data.Baggage.ToList()) data.SetBaggage(name, null);
        data.TraceStateString = null;       // both came with the request
        data.DisplayName = $"{data.GetTagItem(Method)} {data.GetTagItem(Route)}";
        data.SetStatus(data.GetTagItem(Status) is >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }

    private static bool IsKnown(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPut(method) || HttpMethods.IsPost(method) || HttpMethods.IsDelete(method)
        || HttpMethods.IsOptions(method) || HttpMethods.IsHead(method) || HttpMethods.IsPatch(method);
}
