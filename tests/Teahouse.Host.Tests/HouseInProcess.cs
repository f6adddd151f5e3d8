using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>The whole server behind Kestrel in this process, so that a test can see its heap, its database and what it logs.</summary>
internal sealed class HouseInProcess : ITown, IAsyncDisposable {
    private readonly OpenHouse house;
    private readonly WebApplication app;

    private HouseInProcess(OpenHouse house, WebApplication app, Uri address) => (this.house, this.app, Address) = (house, app, address);

    public Uri Address { get; }

    public Database Database => house.Database;

    /// <summary>What its modules are made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>What it said of failures that are its own.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    /// <summary>What it offers.</summary>
    public IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Opens it on these files, with an empty database or with one from before.</summary>
    public static async Task<HouseInProcess> Open(TestDatabase files, string registration = "open", string? timeZone = null, string? regime = null, string? bankIban = null, string? payeeFee = null) {
        var port = TownServer.FreePort();
        var configuration = SettingsSources.Read(files.Folder, [
            Set(Setting.Data, files.Folder), Set(Setting.Keys, Path.Combine(files.Folder, "keys")), Set(Setting.Database, files.ConnectionString),
            Set(Setting.Urls, $"http://127.0.0.1:{port}"), Set(Setting.RateLimits, "off"), Set(Setting.Registration, registration), Set(Setting.TimeZone, timeZone), Set(Setting.Regime, regime),
            Set(Setting.PayeeFee, payeeFee), Set(Setting.BankIban, bankIban), Set(Setting.BankName, bankIban is null ? null : "Teahouse Town")]);
        configuration["Logging:Console:LogLevel:Default"] = "None";
        var settings = SettingsReader.Read(configuration);
        var house = await OpenHouse.ToServe(settings, CancellationToken.None);
        var app = Serve.Build(configuration, settings, house, new SigningSeed("ed25519:test", new byte[32]), new Seal(new byte[Seal.KeyBytes]));
        var opened = new HouseInProcess(house, app, new Uri($"http://localhost:{port}"));
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new ErrorBook(opened.Errors));
        await app.StartAsync();
        return opened;
    }

    public HttpClient Client(string? accessToken = null) {
        var client = new HttpClient { BaseAddress = Address };
        if (accessToken is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    public async ValueTask DisposeAsync() {
        await app.StopAsync();
        await app.DisposeAsync();
        await house.DisposeAsync();
    }

    private static KeyValuePair<string, string?> Set(Setting setting, string? value) => new(setting.Key, value);

    private sealed class ErrorBook(ConcurrentQueue<string> errors) : ILoggerProvider, ILogger {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) {
            if (IsEnabled(logLevel)) errors.Enqueue($"{formatter(state, exception)} {exception}");
        }

        public void Dispose() { }
    }
}
