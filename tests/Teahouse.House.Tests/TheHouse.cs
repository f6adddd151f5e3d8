using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Host;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

[assembly: AssemblyFixture(typeof(Teahouse.House.Tests.TheHouse))]

namespace Teahouse.House.Tests;

/// <summary>The real server with everything in it, built on an empty database and not started.</summary>
public sealed class TheHouse : IAsyncLifetime {
    private readonly TemporaryFolder folder = new();
    private OpenHouse? house;
    private WebApplication? app;

    /// <summary>What the server offers.</summary>
    internal IReadOnlyList<Endpoint> Endpoints => [.. ((IEndpointRouteBuilder)app!).DataSources.SelectMany(s => s.Endpoints)];

    /// <summary>What its modules are made of.</summary>
    internal IServiceProvider Services => app!.Services;

    /// <summary>Its database.</summary>
    internal Database Database => house!.Database;

    public async ValueTask InitializeAsync() {
        var configuration = SettingsSources.Read(folder.Path, [
            KeyValuePair.Create<string, string?>(Setting.Data.Key, folder.Path),
            KeyValuePair.Create<string, string?>(Setting.Keys.Key, Path.Combine(folder.Path, "keys"))]);
        var settings = SettingsReader.Read(configuration);
        house = await OpenHouse.ToServe(settings, CancellationToken.None);
        app = Serve.Build(configuration, settings, house, new SigningSeed("ed25519:test", new byte[32]), new Seal(new byte[Seal.KeyBytes]));
    }

    public async ValueTask DisposeAsync() {
        if (app is not null) await app.DisposeAsync();
        if (house is not null) await house.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Every column of every table, as <c>table.column</c>.</summary>
    internal static async Task<IReadOnlyList<string>> Columns(DbConnection connection, DatabaseKind kind) =>
        [.. await connection.QueryAsync<string>(kind == DatabaseKind.Sqlite
            ? "SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1"
            : "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1")];
}
