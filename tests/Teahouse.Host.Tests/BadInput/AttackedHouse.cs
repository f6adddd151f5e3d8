using System.Collections.Concurrent;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>A house of which strangers try every door.</summary>
internal sealed class AttackedHouse : IAsyncDisposable {
    // Who is asked to confirm something is refused for now, and the question waits for its answer: that is no change.
    private const string Questions = "pay_ceremony";

    private readonly TestDatabase files;
    private readonly HouseInProcess house;
    private readonly string countRows;
    private readonly HashSet<string> routes;

    private AttackedHouse(TestDatabase files, HouseInProcess house, string countRows) {
        (this.files, this.house, this.countRows) = (files, house, countRows);
        routes = [.. from endpoint in house.Routes
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
                     select $"{method} {Shape(endpoint.RoutePattern.RawText!)}"];
    }

    public Uri Address => house.Address;

    public Database Database => house.Database;

    /// <summary>Everything that it answers at.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. house.Routes];

    /// <summary>What it said of failures that are its own.</summary>
    public ConcurrentQueue<string> Errors => house.Errors;

    public static async Task<AttackedHouse> Open(DatabaseKind kind) {
        var files = await TestDatabase.Create(kind, OpenHouse.Migrations);
        var house = await HouseInProcess.Open(files);
        return new(files, house, await CountRows(house.Database, kind));
    }

    /// <summary>Whether an operation has a route.</summary>
    public bool Serves(Operation operation) => routes.Contains($"{operation.Method} {Shape(operation.Path)}");

    /// <summary>How many rows each table has.</summary>
    public Task<string> Rows(CancellationToken stop) => house.Database.Read(async connection => (await connection.QuerySingleAsync<string>(countRows))!, stop);

    public async ValueTask DisposeAsync() {
        await house.DisposeAsync();
        await files.DisposeAsync();
    }

    private static Task<string> CountRows(Database database, DatabaseKind kind) => database.Read(async connection => "SELECT " + string.Join(" || ' ' || ",
        (await connection.QueryAsync<string>(kind == DatabaseKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1" : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
        .Where(table => table != Questions).Select(table => $"'{table} ' || (SELECT count(*) FROM {table})")), CancellationToken.None);

    private static string Shape(string path) => string.Join('/', path.TrimEnd('/').Split('/').Select(part => part.StartsWith('{') ? "{}" : part));
}
