using System.Data.Common;

namespace Teahouse.Storage;

/// <summary>What the two databases do each in their own way.</summary>
internal interface IDatabaseEngine : IAsyncDisposable {
    Task Migrate(IReadOnlyList<MigrationSet> sets, TimeProvider clock, CancellationToken stop);

    Task<T> Read<T>(Func<DbConnection, Task<T>> query, CancellationToken stop);

    /// <summary>Starts whatever runs <paramref name="loop"/> to its end: a thread of its own, or a task.</summary>
    Task Run(Func<Task> loop);

    /// <summary>
    /// Commits all writes in one transaction and sets the outcome of each. Throws only when nothing at all could be
    /// committed; the writes without an outcome then share that failure.
    /// </summary>
    Task Commit(IReadOnlyList<PendingWrite> batch);
}
