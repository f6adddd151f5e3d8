namespace Teahouse.Storage;

/// <summary>One SQL statement of a write, the same text for both databases, with named parameters (<c>@name</c>).</summary>
public readonly struct Statement {
    private Statement(string sql, (string Name, object? Value)[] parameters, bool mustChange) =>
        (Sql, Parameters, MustChange, SqlOfRows, Columns) = (sql, parameters, mustChange, sql, []);

    private Statement(string onSqlite, string onPostgreSql, (string Name, Array Values)[] columns) =>
        (Sql, Parameters, MustChange, SqlOfRows, Columns) = (onSqlite, [], false, onPostgreSql, columns);

    /// <summary>The text; constant per use case, because both databases keep it prepared.</summary>
    public string Sql { get; }

    /// <summary>Names without the @, and values: long, string, byte[], double or null.</summary>
    internal (string Name, object? Value)[] Parameters { get; }

    /// <summary>Whether the whole write is refused when this statement changes no row.</summary>
    internal bool MustChange { get; }

    /// <summary>Of a statement for many rows: PostgreSQL's text, which takes all rows at once.</summary>
    internal string SqlOfRows { get; }

    /// <summary>Of a statement for many rows: names without the @, and a value for each row.</summary>
    internal (string Name, Array Values)[] Columns { get; }

    /// <summary>A statement that may change any number of rows.</summary>
    public static Statement Do(string sql, params (string Name, object? Value)[] parameters) => new(sql, parameters, false);

    /// <summary>
    /// A statement that must change at least one row, else the whole write is refused: how a write says which version it was
    /// based on. INSERT, UPDATE or DELETE without RETURNING.
    /// </summary>
    public static Statement Claim(string sql, params (string Name, object? Value)[] parameters) => new(sql, parameters, true);

    /// <summary>
    /// One statement for many rows: SQLite runs its text row by row; PostgreSQL runs its own once, where each parameter is an array
    /// (<c>unnest</c>).
    /// </summary>
    /// <param name="onSqlite">The text for one row.</param>
    /// <param name="onPostgreSql">The text for all rows.</param>
    /// <param name="columns">Names without the @, and arrays of long, long?, string or byte[], all of one length.</param>
    public static Statement ForRows(string onSqlite, string onPostgreSql, params (string Name, Array Values)[] columns) =>
        new(onSqlite, onPostgreSql, columns);
}
