using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Teahouse.People;

/// <summary>Remembers what cannot change. When it is full it forgets everything and starts again: what it holds is cheap to read.</summary>
internal sealed class BoundedCache<TKey, TValue>(int entriesMax) where TKey : notnull {
    private readonly ConcurrentDictionary<TKey, TValue> entries = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => entries.TryGetValue(key, out value);

    public void Add(TKey key, TValue value) {
        if (entries.Count >= entriesMax) entries.Clear();
        entries[key] = value;
    }
}
