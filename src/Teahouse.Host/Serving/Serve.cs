using System.Net;
using System.Net.Sockets;
using Teahouse.Host.Secrets;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host.Serving;

/// <summary><c>teahouse serve</c>: the server.</summary>
internal static class Serve {
    public static async Task<int> Run(string urls, string data, string? connectionString, string keys, CancellationToken stop) {
        await using var database = await Database.Open(data, connectionString, [MigrationSet.Of<StartRefusedException>("host"), PeopleModule.Migrations, TalkModule.Migrations], TimeProvider.System, stop);
        var secrets = await SealedSecrets.Open(database, keys, stop);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(await ServerSeed.Open(secrets, stop));
        builder.Services.AddSingleton(new House("localhost", new Uri("http://localhost:8008"), RegistrationRule.Open, RateLimits: true));
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        builder.AddPeople();
        builder.AddTalk();
        await using var app = builder.Build();
        app.UsePeople();
        app.MapPeople();
        app.MapTalk();
        app.MapGet("/health", () => "ok").Allows(Access.Anybody);
        await app.StartAsync(stop);
        Console.WriteLine($"Teahouse is open at {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static int FreePort() {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
