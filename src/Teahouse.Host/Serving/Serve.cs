using Teahouse.Host.Cluster;
using Teahouse.Host.Demo;
using Teahouse.Host.Secrets;
using Teahouse.Host.Serving.Health;
using Teahouse.Host.Settings;
using Teahouse.Host.Telemetry;
using Teahouse.Pay;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Tallies;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host.Serving;

/// <summary><c>teahouse serve</c>: the server.</summary>
internal static class Serve {
    /// <summary>Serves until SIGTERM or SIGINT; then ends what is under way and returns.</summary>
    /// <exception cref="StartRefusedException">Something that was asked for cannot be.</exception>
    public static async Task<int> Run(IConfigurationRoot configuration, CancellationToken stop) {
        var settings = SettingsReader.Read(configuration);
        FileSizeLimit.Outlive();
        Listening.Check(settings, configuration);
        SiloPlace.Check(settings);
        using var only = OnlyServer.Take(settings);
        await using var house = await OpenHouse.ToServe(settings, stop);
        MediaCheck.Demand(settings);
        var secrets = await SealedSecrets.Open(house.Database, settings.KeyFile, stop);
        await using var app = Build(configuration, settings, house, await ServerSeed.Open(secrets, stop), await RowSeal.Open(secrets, stop));
        await app.StartAsync(stop);
        Greeting.Say(house.House, settings);
        if (settings.Demo) {
            var payees = new PayeeOperator(house.Database, TimeProvider.System);
            await DemoTown.Open(house.House, app.Services.GetRequiredService<PeopleDirectory>(), payees, settings, app.Lifetime.ApplicationStopping);
        }
        await app.WaitForShutdownAsync(stop);
        Console.WriteLine("Teahouse is closed.");
        return 0;
    }

    /// <summary>The server with everything in it, not started.</summary>
    internal static WebApplication Build(IConfigurationRoot configuration, HouseSettings settings, OpenHouse house, SigningSeed seed, Seal seal) {
        // With the current folder as content root, starting in a folder of very many files would take minutes.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.UseQuietLogs();
        builder.UseKestrelLimits(settings);
        builder.Services.AddSingleton(house.Database);
        builder.Services.AddSingleton(house.House);
        builder.Services.AddSingleton(seed);
        builder.Services.AddSingleton(seal);
        builder.Services.AddSingleton(new MediaFolder(settings.MediaFolder));
        builder.Services.AddSingleton<TimeProvider>(new HouseClock(house.TimeZone));
        builder.UseSilo(settings, house.Database);
        if (settings.Silo is not null) builder.Services.AddDraining();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<HealthCheck>();
        builder.AddTelemetry(settings);
        builder.AddPeople();
        builder.AddTalk(settings.Silo is not null);
        builder.AddPay(house.Law, settings.PayeeFee, house.Bank);
        builder.Services.AddSingleton<IRoomMembers, RoomsForPay>().AddSingleton<IIgnored, RoomsForPay>();
        return WithRoutes(builder.Build(), settings);
    }

    private static WebApplication WithRoutes(WebApplication app, HouseSettings settings) {
        RequestTags.Use(app);
        app.UseMetricsAddress(settings);
        app.UseDraining();
        app.UseTrustedProxies(settings.TrustedProxies);
        app.UseSecurityHeaders();
        app.UseAddressCheck();
        app.UseNotHerePage();
        app.UseAppPage();
        app.UseRouting();
        app.UsePeople();
        app.MapPeople();
        app.MapTalk();
        app.MapPay();
        app.MapHealth();
        app.MapMetrics(settings);
        app.MapErrorPages();
        app.MapAppFiles();
        return app;
    }
}
