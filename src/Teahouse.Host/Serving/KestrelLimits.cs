using System.Globalization;
using Teahouse.Host.Settings;

namespace Teahouse.Host.Serving;

/// <summary>What one connection may cost the server, and how long it may take to end.</summary>
internal static class KestrelLimits {
    public static void UseKestrelLimits(this WebApplicationBuilder builder, HouseSettings settings) {
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, string.Join(';', settings.Urls.Concat(settings.MetricsUrls)));
        builder.WebHost.UseSetting(WebHostDefaults.ShutdownTimeoutKey, HostLimits.StopSeconds.ToString(CultureInfo.InvariantCulture));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(HostLimits.StopSeconds));
        builder.WebHost.ConfigureKestrel(kestrel => {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HostLimits.BodyBytesMax;
            kestrel.Limits.MaxRequestLineSize = HostLimits.RequestLineBytesMax;
            kestrel.Limits.MaxRequestHeadersTotalSize = HostLimits.HeadersBytesMax;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(HostLimits.HeadersSeconds);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(HostLimits.IdleSeconds);
            kestrel.Limits.MaxConcurrentConnections = HostLimits.ConnectionsMax;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 0;       // no route speaks WebSocket
        });
    }
}
