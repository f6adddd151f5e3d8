using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Remembers how many one-time keys devices have left, for syncs after which nothing happened to their person. A cache.</summary>
internal sealed class OneTimeKeyMemory {
    private readonly BoundedCache<(long Person, string Device), (long Place, OneTimeKeyCounts Counts)> counts = new(TalkLimits.KeyCountsKeptMax);

    /// <summary>What is known in a window in which nothing happened to the person; null for nothing.</summary>
    public OneTimeKeyCounts? Find(SyncWindow window) =>
        window.OnlySaid && counts.TryGet(Key(window.Person), out var known) && known.Place >= window.Since && known.Place <= window.Until ? known.Counts : null;

    /// <summary>Remembers what was so at the end of a window.</summary>
    public void Keep(SyncWindow window, OneTimeKeyCounts now) => counts.Keep(Key(window.Person), (window.Until, now));

    private static (long, string) Key(Person person) => (person.Id.Value, person.DeviceId);
}
