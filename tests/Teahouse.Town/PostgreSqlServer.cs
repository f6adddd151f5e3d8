using System.Collections.Concurrent;
using Npgsql;
using Teahouse.Storage;

namespace Teahouse.Town;

/// <summary>The PostgreSQL of the tests' own: one per test process, a database per test.</summary>
public static class PostgreSqlServer {
    private static readonly Lazy<Task<PostgreSqlProcess>> Started = new(Start);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Migrated = new();
    private static int databases;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static Task<string> NewDatabase() => Make("template1");

    /// <summary>Makes a database with the tables of these migrations and nothing in them: the copy of one that is migrated once for all, because a house's migrations take longer than most tests.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabase(IReadOnlyList<MigrationSet> migrations) {
        var modules = string.Join('+', migrations.Select(m => m.Module));
        return await Make(await Migrated.GetOrAdd(modules, _ => new(() => Migrate(migrations))).Value);
    }

    /// <summary>Ends a database that was made here: hundreds of them, deleted as the process exits, would hold that up for too long.</summary>
    public static Task DropDatabase(string connectionString) =>
        Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task<string> Make(string template) {
        var name = $"town{Interlocked.Increment(ref databases)}";
        await Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return (await Started.Value).Connection(name);
    }

    private static async Task<string> Migrate(IReadOnlyList<MigrationSet> migrations) {
        var connectionString = await NewDatabase();
        using var nowhere = new TemporaryFolder();
        await using var database = await Database.Open(nowhere.Path, connectionString, migrations, TimeProvider.System, CancellationToken.None);
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    private static async Task Execute(string sql) => await (await Started.Value).Execute(sql);

    private static async Task<PostgreSqlProcess> Start() {
        var server = await PostgreSqlProcess.Make();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Remove();
        return server;
    }
}
