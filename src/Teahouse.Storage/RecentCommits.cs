namespace Teahouse.Storage;

/// <summary>
/// What this process has committed lately, by position, for a reader who would otherwise ask the database for what was written a
/// moment ago. Only where nobody else serves from the same database: what others wrote is not here. What was never noted, and what
/// the command line wrote beside this process, is not known, and whoever comes upon it reads the database.
/// </summary>
public sealed class RecentCommits {
    private readonly Lock gate = new();
    private readonly (long Position, object? Note)[] ring = new (long, object?)[StorageLimits.RecentPositionsMax];
    private long last;

    /// <summary>The notes of all positions after a place, oldest first, and the newest position on disk; null when one of them is not known.</summary>
    /// <param name="since">The place.</param>
    public (long Until, IReadOnlyList<object> Notes)? After(long since) {
        lock (gate) {
            if (last == 0 || since > last || last - since > ring.Length) return null;
            var notes = new object[last - since];
            for (var i = 0; i < notes.Length; i++) {
                var (position, note) = ring[(since + 1 + i) % ring.Length];
                if (position != since + 1 + i || note is null) return null;
                notes[i] = note;
            }
            return (last, notes);
        }
    }

    /// <summary>A batch is on disk. Before its writers hear of it.</summary>
    internal void Committed(IReadOnlyList<PendingWrite> batch) {
        lock (gate) {
            foreach (var pending in batch) Note(pending);
        }
    }

    /// <summary>A batch failed, and may be on disk all the same: nothing is known until the next.</summary>
    internal void Failed() {
        lock (gate) last = 0;
    }

    private void Note(PendingWrite pending) {
        // One that was left out may have had its positions given to others.
        if (pending.IsOut) return;
        for (var i = 0; i < pending.Write.Positions; i++) {
            last = pending.Position + i;
            ring[last % ring.Length] = (last, pending.Write.Note?.Invoke(last));
        }
    }
}
