using System.Diagnostics.CodeAnalysis;

namespace Teahouse.Storage;

/// <summary>
/// What waits for threads that have nothing else to do. Unlike the collections of the library nobody spins before they sleep, and
/// at most one sleeper is being woken at a time: whoever wakes and sees that there is more wakes the next. Where there are few
/// processors, both would take them from those who work.
/// </summary>
internal sealed class BlockingQueue<T>(int itemsMax) {
    private readonly object door = new();
    private readonly Queue<T> items = [];
    private int sleeping;
    private bool waking;
    private bool complete;

    /// <summary>Adds an item; false when the queue is full or complete.</summary>
    public bool TryAdd(T item) {
        lock (door) {
            if (complete || items.Count >= itemsMax) return false;
            items.Enqueue(item);
            WakeOne();
            return true;
        }
    }

    /// <summary>Takes the next item, and sleeps until there is one; false when the queue is complete and empty.</summary>
    public bool TryTake([MaybeNullWhen(false)] out T item) {
        lock (door) {
            while (!items.TryDequeue(out item)) {
                if (complete) return false;
                sleeping++;
                Monitor.Wait(door);
                sleeping--;
                waking = false;
            }
            if (items.Count > 0) WakeOne();
            return true;
        }
    }

    /// <summary>Nothing is added from now on; what is there is still taken.</summary>
    public void Complete() {
        lock (door) {
            complete = true;
            Monitor.PulseAll(door);
        }
    }

    private void WakeOne() {
        if (sleeping == 0 || waking) return;
        waking = true;
        Monitor.Pulse(door);
    }
}
