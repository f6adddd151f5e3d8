using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Teahouse.Host.Backup;
using Teahouse.Host.Settings;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Telemetry;

/// <summary>
/// Metrics and traces, by OpenTelemetry. Prometheus reads the metrics at <c>--metrics-urls</c>, an address of their own; both go to a
/// collector when the standard OTEL_EXPORTER_OTLP_ENDPOINT names one. Without either nothing is measured. What a request may tell is
/// a list (<see cref="RequestTags"/>): its route's template, method and status, never the address that was asked for or who asked.
/// </summary>
internal static class HouseTelemetry {
    /// <summary>Where Prometheus reads.</summary>
    public const string MetricsPath = "/metrics";

    private const string Requests = "http.server.request.duration";
    private const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Milliseconds for a message, half a minute for a sync that waits.
    private static readonly double[] RequestSeconds = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10, 35];
    private static readonly double[] CommitSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.2, 1, 5];
    private static readonly double[] BatchWrites = [1, 2, 5, 10, 20, 50, 100, 200, 500, StorageLimits.BatchWritesMax];

    public static void AddTelemetry(this WebApplicationBuilder builder, HouseSettings settings) {
        var toCollector = builder.Configuration[Collector] is { Length: > 0 };
        if (!toCollector && settings.MetricsUrls.Count == 0) return;
        DiskMeter.Watch(settings);
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.Clear()
            .AddService("teahouse", serviceVersion: BackupWriter.Version, autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector());
        telemetry.WithMetrics(metrics => {
            metrics.AddMeter("Teahouse.*", "System.Runtime", "Microsoft.AspNetCore.Hosting");
            metrics.AddView(Requests, new ExplicitBucketHistogramConfiguration { TagKeys = RequestTags.All, Boundaries = RequestSeconds });
            metrics.AddView("http.server.active_requests", new MetricStreamConfiguration { TagKeys = [] });
            metrics.AddView("teahouse.commit.duration", new ExplicitBucketHistogramConfiguration { Boundaries = CommitSeconds });
            metrics.AddView("teahouse.commit.writes", new ExplicitBucketHistogramConfiguration { Boundaries = BatchWrites });
            if (settings.MetricsUrls.Count > 0) metrics.AddPrometheusExporter();
            if (toCollector) metrics.AddOtlpExporter();
        });
        if (toCollector) telemetry.WithTracing(traces => traces.AddSource("Microsoft.AspNetCore").AddProcessor(new RequestTags()).AddOtlpExporter());
    }

    /// <summary>The metrics answer at their own address only, and nothing else answers there.</summary>
    public static void UseMetricsAddress(this IApplicationBuilder app, HouseSettings settings) {
        var ports = settings.MetricsUrls.Select(u => BindingAddress.Parse(u).Port).ToHashSet();
        app.Use((http, next) => {
            if (ports.Contains(http.Connection.LocalPort) == (http.Request.Path == MetricsPath)) return next(http);
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    public static void MapMetrics(this IEndpointRouteBuilder app, HouseSettings settings) {
        if (settings.MetricsUrls.Count == 0) return;
        app.MapPrometheusScrapingEndpoint(MetricsPath).WithMetadata(new ReadsAttribute()).Allows(Access.Anybody).AtMost(Rate.Reading);
    }
}
