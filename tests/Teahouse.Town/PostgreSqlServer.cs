using Npgsql;

namespace Teahouse.Town;

/// <summary>The PostgreSQL of the tests' own: one per test process, a database per test.</summary>
public static class PostgreSqlServer {
    private static readonly Lazy<Task<PostgreSqlProcess>> Started = new(Start);
    private static int databases;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> NewDatabase() {
        var name = $"town{Interlocked.Increment(ref databases)}";
        await Execute($"CREATE DATABASE {name}");
        return (await Started.Value).Connection(name);
    }

    /// <summary>Ends a database that <see cref="NewDatabase"/> made: hundreds of them, deleted as the process exits, would hold that up for too long.</summary>
    public static Task DropDatabase(string connectionString) =>
        Execute($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    private static async Task Execute(string sql) => await (await Started.Value).Execute(sql);

    private static async Task<PostgreSqlProcess> Start() {
        var server = await PostgreSqlProcess.Make();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Remove();
        return server;
    }
}
