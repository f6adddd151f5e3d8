using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Upgrades;

/// <summary>Each migration of each module meets a database that has been lived in.</summary>
public sealed class UpgradeTests {
    private const int RowsEach = 3;

    private const string SqliteColumns =
        """
        SELECT t.name AS "Table", c.name AS Name, lower(c.type) AS Type FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid
        """;

    private const string PostgreSqlColumns =
        """
        SELECT table_name AS "Table", column_name AS Name, data_type AS Type FROM information_schema.columns
        WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position
        """;

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Every_migration_runs_where_every_table_has_rows_and_leaves_them_there(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using DbConnection connection = kind == DatabaseKind.Sqlite
            ? new SqliteConnection($"Data Source={Database.FileIn(test.Folder)};Pooling=False") : new NpgsqlConnection(test.ConnectionString);
        await connection.OpenAsync(Stop);
        var applied = new List<Migration>();
        foreach (var migration in ((MigrationSet[])[MigrationSet.Of<Database>("storage"), .. OpenHouse.Migrations]).SelectMany(s => s.For(kind))) {
            applied.Add(migration);
            await Migrator.Run(connection, applied, TimeProvider.System, Stop);
            await Fill(connection);
        }
        foreach (var table in (await Columns(connection)).Select(c => c.Table).Distinct()) Assert.True(await Count(connection, table) > 0, $"{table} is empty.");
    }

    // What is in a table already stays; what is new and empty gets rows of its own.
    private static async Task Fill(DbConnection connection) {
        foreach (var table in (await Columns(connection)).GroupBy(c => c.Table)) {
            if (await Count(connection, table.Key) > 0) continue;
            for (var row = 1; row <= RowsEach; row++) {
                var values = new DynamicParameters();
                foreach (var column in table) values.Add(column.Name, Value(column, row));
                await connection.ExecuteAsync(
                    $"INSERT INTO {table.Key} ({string.Join(", ", table.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Select(c => $"@{c.Name}"))})", values);
            }
        }
    }

    private static object Value(Column column, int row) => column.Type switch {
        "integer" or "bigint" => (long)row,
        "text" => row.ToString(CultureInfo.InvariantCulture),
        "blob" or "bytea" => new[] { (byte)row },
        "real" or "double precision" => (double)row,
        _ => throw new InvalidOperationException($"{column.Table}.{column.Name} is of a type that no table of the house has: {column.Type}"),
    };

    private static async Task<List<Column>> Columns(DbConnection connection) =>
        (await connection.QueryAsync<Column>(connection is SqliteConnection ? SqliteColumns : PostgreSqlColumns)).AsList();

    private static Task<long> Count(DbConnection connection, string table) => connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed record Column(string Table, string Name, string Type);
}
