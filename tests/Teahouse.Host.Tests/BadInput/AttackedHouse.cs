using System.Collections.Concurrent;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>The whole server behind Kestrel in this process, so that a test can see its heap and what it logs.</summary>
internal sealed class AttackedHouse : IAsyncDisposable {
    private readonly TestDatabase files;
    private readonly OpenHouse house;
    private readonly WebApplication app;

    private readonly string countRows;
    private readonly HashSet<string> routes;

    private AttackedHouse(TestDatabase files, OpenHouse house, WebApplication app, Uri address, string countRows) {
        (this.files, this.house, this.app, Address, this.countRows) = (files, house, app, address, countRows);
        routes = [.. from endpoint in Routes
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     select $"{method} {Shape(endpoint.RoutePattern.RawText!)}"];
    }

    public Uri Address { get; }

    public Database Database => house.Database;

    /// <summary>Everything that it answers at.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>What it said of failures that are its own.</summary>
    public ConcurrentQueue<string> Errors { get; } = new();

    public static async Task<AttackedHouse> Open(DatabaseKind kind) {
        var files = await TestDatabase.Create(kind);
        var port = TownServer.FreePort();
        var configuration = SettingsSources.Read(files.Folder, [
            Set(Setting.Data, files.Folder), Set(Setting.Keys, Path.Combine(files.Folder, "keys")), Set(Setting.Database, files.ConnectionString),
            Set(Setting.Urls, $"http://127.0.0.1:{port}"), Set(Setting.RateLimits, "off")]);
        var settings = SettingsReader.Read(configuration);
        var house = await OpenHouse.ToServe(settings, CancellationToken.None);
        var app = Serve.Build(configuration, settings, house, new SigningSeed("ed25519:test", new byte[32]));
        var attacked = new AttackedHouse(files, house, app, new Uri($"http://localhost:{port}"), await CountRows(house.Database, kind));
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(new ErrorBook(attacked.Errors));
        await app.StartAsync();
        return attacked;
    }

    /// <summary>Whether an operation has a route.</summary>
    public bool Serves(Operation operation) => routes.Contains($"{operation.Method} {Shape(operation.Path)}");

    /// <summary>How many rows each table has.</summary>
    public Task<string> Rows(CancellationToken stop) => house.Database.Read(async connection => (await connection.QuerySingleAsync<string>(countRows))!, stop);

    public async ValueTask DisposeAsync() {
        await app.StopAsync();
        await app.DisposeAsync();
        await house.DisposeAsync();
        await files.DisposeAsync();
    }

    private static Task<string> CountRows(Database database, DatabaseKind kind) => database.Read(async connection => "SELECT " + string.Join(" || ' ' || ",
        (await connection.QueryAsync<string>(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1" : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
        .Select(table => $"'{table} ' || (SELECT count(*) FROM {table})")), CancellationToken.None);

    private static string Shape(string path) => string.Join('/', path.TrimEnd('/').Split('/').Select(part => part.StartsWith('{') ? "{}" : part));

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
