using Teahouse.Storage;

namespace Teahouse.Town;

/// <summary>An empty database of either kind.</summary>
public sealed class TestDatabase : IAsyncDisposable {
    private readonly TemporaryFolder folder = new();
    private readonly bool isShared;

    private TestDatabase(string? connectionString, bool isShared) => (ConnectionString, this.isShared) = (connectionString, isShared);

    /// <summary>Both kinds, for [MemberData]: every test of storage behaviour runs on both.</summary>
    public static TheoryKinds Kinds => new();

    /// <summary>The data folder, also where SQLite's file lies.</summary>
    public string Folder => folder.Path;

    /// <summary>The PostgreSQL connection string, or null for SQLite.</summary>
    public string? ConnectionString { get; }

    public static async Task<TestDatabase> Create(DatabaseKind kind) =>
        new(kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabase() : null, isShared: true);

    /// <summary>One that has the tables of these migrations already, where that spares time: they come from a copy on PostgreSQL.</summary>
    public static async Task<TestDatabase> Create(DatabaseKind kind, params IReadOnlyList<MigrationSet> migrations) =>
        new(kind == DatabaseKind.PostgreSql ? await PostgreSqlServer.NewDatabase(migrations) : null, isShared: true);

    /// <summary>The one database of a PostgreSQL that a test ends and starts as it likes.</summary>
    public static TestDatabase Of(PostgreSqlProcess server, string more) => new(server.Connection("postgres") + more, isShared: false);

    /// <summary>Opens it with these migrations; may be called again to see what a restart sees.</summary>
    public Task<Database> Open(params MigrationSet[] migrations) =>
        Database.Open(Folder, ConnectionString, migrations, TimeProvider.System, CancellationToken.None);

    /// <summary>Opens it as one of several servers that share a PostgreSQL.</summary>
    public Task<Database> OpenShared(params MigrationSet[] migrations) =>
        Database.Open(Folder, ConnectionString, migrations, TimeProvider.System, CancellationToken.None, isShared: true);

    public async ValueTask DisposeAsync() {
        folder.Dispose();
        if (ConnectionString is not null && isShared) await PostgreSqlServer.DropDatabase(ConnectionString);
    }
}

/// <summary>Rows of theory data: one per kind of database.</summary>
public sealed class TheoryKinds : List<object[]> {
    public TheoryKinds() {
        Add([DatabaseKind.Sqlite]);
        Add([DatabaseKind.PostgreSql]);
    }
}
