using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Teahouse.Talk.Sync;

/// <summary>
/// Stands where a connection is asked for while a sync is answered from memory: the same code answers both, and where it wants to
/// read something after all, it learns that here and begins again with the database.
/// </summary>
internal sealed class NoDatabase : DbConnection {
    /// <summary>The one there is: it holds nothing.</summary>
    public static readonly NoDatabase Connection = new();

    private NoDatabase() { }

    /// <summary>Something must be read.</summary>
    public sealed class NeededException : Exception;

    [AllowNull]
    public override string ConnectionString { get => ""; set => throw new NotSupportedException(); }

    public override string Database => "";

    public override string DataSource => "";

    public override string ServerVersion => "";

    public override ConnectionState State => ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Close() { }

    public override void Open() => throw new NeededException();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NeededException();

    protected override DbCommand CreateDbCommand() => throw new NeededException();
}
