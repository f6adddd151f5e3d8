using Teahouse.Storage;

namespace Teahouse.Host.Tests.Faults;

/// <summary>How a write fails.</summary>
public enum Fault {
    /// <summary>From the n-th write on nothing reaches the disk: it is full.</summary>
    NothingIsWritten,
    /// <summary>The n-th write is on disk, and nobody hears of it: the connection broke behind the commit.</summary>
    WrittenUnheard,
}

/// <summary>The disk under a house, of which the n-th write fails.</summary>
internal sealed class FaultyDisk {
    private readonly Lock gate = new();
    private Fault fault;
    private int nth;                // 0 when nothing is to fail
    private int seen;
    private bool wasHit;

    public FaultyDisk(Database database) {
        var commit = database.Committer.ToDisk;
        database.Committer.ToDisk = async batch => {
            var hit = Hits(batch.Count);
            if (hit == Fault.NothingIsWritten) throw new IOException("No space left on device.");
            await commit(batch);
            if (hit == Fault.WrittenUnheard) throw new IOException("The connection broke behind the commit.");
        };
    }

    /// <summary>From now on the n-th write fails, counted from 1.</summary>
    public void Break(Fault how, int which) {
        lock (gate) (fault, nth, seen, wasHit) = (how, which, 0, false);
    }

    /// <summary>From now on all is well again.</summary>
    /// <returns>Whether anything had failed.</returns>
    public bool Mend() {
        lock (gate) {
            nth = 0;
            return wasHit;
        }
    }

    private Fault? Hits(int writes) {
        lock (gate) {
            var before = seen;
            seen += writes;
            if (nth == 0 || seen < nth || (fault == Fault.WrittenUnheard && before >= nth)) return null;
            wasHit = true;
            return fault;
        }
    }
}
