using System.Diagnostics;
using System.Threading.Channels;

namespace Teahouse.Storage;

/*  Group commit.
    (1) A writer joins the queue and waits for its own answer.
    (2) The loop takes all that waits, up to a batch, and hands it to the engine.
    (3) The engine commits it in one transaction; a write that is refused is left out alone. What is on disk is noted (RecentCommits).
    (4) Each writer hears its own outcome, after the commit.
    Dead before (3): nobody was told anything, nothing is there. Dead between (3) and (4): the rows are there, nobody was told;
    whoever asks again with the same unique id finds them. */

/// <summary>Lets writers wait together and writes once.</summary>
internal sealed class Committer : IAsyncDisposable {
    private readonly Channel<PendingWrite> waiting = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(StorageLimits.WaitingWritesMax) { SingleReader = true });
    private readonly RecentCommits? recent;
    private readonly Task running;
    private long failedAt;

    public Committer(IDatabaseEngine engine, RecentCommits? recent) {
        this.recent = recent;
        ToDisk = engine.Commit;
        running = engine.Run(Loop);
    }

    /// <summary>Commits a batch (3). Tests let it fail before and after the commit, by count.</summary>
    internal Func<IReadOnlyList<PendingWrite>, Task> ToDisk { get; set; }

    /// <summary>Whether the last batch could not be committed.</summary>
    public bool LastFailed { get; private set; }

    /// <summary>How long ago a batch could not be committed; null for never.</summary>
    public TimeSpan? SinceFailure => Volatile.Read(ref failedAt) is var at and > 0 ? Stopwatch.GetElapsedTime(at) : null;

    public Task<long> Join(Write write) {
        var pending = new PendingWrite(write);
        return waiting.Writer.TryWrite(pending) ? pending.Outcome : throw new StorageBusyException("writes");
    }

    public async ValueTask DisposeAsync() {
        waiting.Writer.TryComplete();
        await running;
    }

    private async Task Loop() {
        var batch = new List<PendingWrite>(StorageLimits.BatchWritesMax);
        while (await waiting.Reader.WaitToReadAsync()) {
            while (batch.Count < StorageLimits.BatchWritesMax && waiting.Reader.TryRead(out var write)) batch.Add(write);
            await Commit(batch);
            batch.Clear();
        }
    }

    private async Task Commit(List<PendingWrite> batch) {
        var began = Stopwatch.GetTimestamp();
        try {
            await ToDisk(batch);
            LastFailed = false;
            recent?.Committed(batch);
            StorageMeter.Committed(batch.Count, began);
        } catch (Exception e) {
            LastFailed = true;
            recent?.Failed();
            Volatile.Write(ref failedAt, Stopwatch.GetTimestamp());
            StorageMeter.Failed();
            foreach (var write in batch) write.Failed(e);
        }
        foreach (var write in batch) write.Tell();
    }
}
