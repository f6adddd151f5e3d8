using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Teahouse.Storage;

/// <summary>
/// Remembers what can be read again. When it is full it forgets everything and starts anew. It counts for itself: a concurrent
/// dictionary that is asked how many it holds takes all of its locks.
/// </summary>
/// <param name="entriesMax">How many it holds at most.</param>
public sealed class BoundedCache<TKey, TValue>(int entriesMax) where TKey : notnull {
    private readonly ConcurrentDictionary<TKey, TValue> entries = new();
    private int count;

    /// <summary>Finds what is remembered; false for nothing.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    /// <summary>Remembers a value in place of the one before.</summary>
    public void Keep(TKey key, TValue value) {
        if (!entries.TryAdd(key, value)) {
            entries[key] = value;
            return;
        }
        if (Interlocked.Increment(ref count) <= entriesMax) return;
        entries.Clear();
        Interlocked.Exchange(ref count, 0);
    }
}
