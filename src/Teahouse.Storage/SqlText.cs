using System.Data.Common;
using Npgsql;

namespace Teahouse.Storage;

/// <summary>The few pieces of a read's SQL that differ between the two databases.</summary>
public static class SqlText {
    /// <summary>That a column has one of the values of a list parameter: Dapper spreads the list for SQLite, PostgreSQL takes it as an array.</summary>
    /// <param name="connection">Which database this is.</param>
    /// <param name="column">The column.</param>
    /// <param name="parameter">The parameter's name, without the @; an array.</param>
    public static string In(DbConnection connection, string column, string parameter) =>
        connection is NpgsqlConnection ? $"{column} = ANY(@{parameter})" : $"{column} IN @{parameter}";
}
