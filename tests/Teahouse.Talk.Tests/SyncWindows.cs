using Teahouse.People;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Tests;

/// <summary>Stretches of positions for parts that ask for nothing else.</summary>
internal static class SyncWindows {
    public static SyncWindow Of(Person person, long since, long until) => new(person, since, until, Filter.Default, FullState: false) {
        Joined = new Dictionary<long, string>(),
        NewlyJoined = new HashSet<long>(),
        Ignored = new HashSet<string>(),
    };
}
