using System.Data.Common;
using Dapper;

namespace Teahouse.Storage;

/// <summary>A migration that a database has had.</summary>
/// <param name="Module">Whose it is.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
public sealed record AppliedMigration(string Module, long Number, string Name);

/// <summary>A table as it stands in a copy: what a row's values are, in their order.</summary>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns.</param>
public sealed record CopiedTable(string Name, IReadOnlyList<string> Columns) {
    private const string OfSqlite =
        """
        SELECT t.name, c.name, lower(c.type) FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY t.name, c.cid
        """;

    private const string OfPostgreSql =
        """
        SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
        """;

    /// <summary>Every table of a database but the list of its migrations, with its columns and their types.</summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyList<(string Column, string Type)>>> All(
        DbConnection connection, DatabaseKind kind, DbTransaction transaction) =>
        (await connection.QueryAsync<(string Table, string Column, string Type)>(kind == DatabaseKind.Sqlite ? OfSqlite : OfPostgreSql, transaction: transaction))
            .Where(c => c.Table != "storage_migration")
            .GroupBy(c => c.Table).ToDictionary(g => g.Key, g => (IReadOnlyList<(string, string)>)[.. g.Select(c => (c.Column, c.Type))]);

    /// <summary>Names in SQL; they come from the database's own catalogue or have been compared with it.</summary>
    internal static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal string QuotedColumns => string.Join(", ", Columns.Select(Quoted));
}
