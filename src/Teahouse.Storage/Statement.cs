namespace Teahouse.Storage;

/// <summary>One SQL statement of a write, the same text for both databases, with named parameters (<c>@name</c>).</summary>
public readonly struct Statement {
    private Statement(string sql, (string Name, object? Value)[] parameters, bool mustChange) =>
        (Sql, Parameters, MustChange) = (sql, parameters, mustChange);

    /// <summary>The text; constant per use case, because both databases keep it prepared.</summary>
    public string Sql { get; }

    /// <summary>Names without the @, and values: long, string, byte[], double or null.</summary>
    internal (string Name, object? Value)[] Parameters { get; }

    /// <summary>Whether the whole write is refused when this statement changes no row.</summary>
    internal bool MustChange { get; }

    /// <summary>A statement that may change any number of rows.</summary>
    public static Statement Do(string sql, params (string Name, object? Value)[] parameters) => new(sql, parameters, false);

    /// <summary>
    /// A statement that must change at least one row, else the whole write is refused: how a write says which version it was
    /// based on. INSERT, UPDATE or DELETE without RETURNING.
    /// </summary>
    public static Statement Claim(string sql, params (string Name, object? Value)[] parameters) => new(sql, parameters, true);
}
