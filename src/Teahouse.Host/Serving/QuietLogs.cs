namespace Teahouse.Host.Serving;

/// <summary>
/// What is logged: what went wrong, and nothing about who asked for what. ASP.NET's own request lines carry paths and queries,
/// and those carry names and tokens.
/// </summary>
internal static class QuietLogs {
    /// <summary>Categories whose lines below a warning hold addresses of requests.</summary>
    private static readonly string[] TellAddresses = [
        "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.HttpLogging",
        "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.StaticAssets", "Microsoft.AspNetCore.HostFiltering"];

    /// <summary>Categories that name rooms and inboxes when a call between servers fails; whoever called says so without the name.</summary>
    private static readonly string[] TellGrains = ["Orleans.Runtime.CallbackData", "Orleans.Runtime.Messaging", "Orleans.Runtime.GrainCallCancellationManager", "Polly"];

    public static void UseQuietLogs(this WebApplicationBuilder builder) {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Teahouse", LogLevel.Information);
        // At its first look it counts from the machine's start and warns of a hang that is none.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // What a pause of the machine did to their own clocks says nothing to an operator; that requests waited stands in the metrics.
        builder.Logging.AddFilter("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", LogLevel.None);
        builder.Logging.AddFilter("Orleans.Runtime.AsyncTimer", LogLevel.Error);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        foreach (var category in TellGrains) builder.Logging.AddFilter(category, LogLevel.None);
        foreach (var category in TellAddresses) builder.Logging.AddFilter(category, LogLevel.Warning);
    }
}
