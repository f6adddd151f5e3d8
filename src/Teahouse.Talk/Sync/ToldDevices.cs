using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Talk.Sync;

/// <summary>How far devices were told, and what had been rung by then. A cache: who is not in it reads the database.</summary>
internal sealed class ToldDevices(TimeProvider clock) {
    private readonly BoundedCache<(long Person, string Device), Told> told = new(TalkLimits.ToldDevicesMax);

    /// <summary>Remembers the end of a sync.</summary>
    /// <param name="person">Whose, and on which device.</param>
    /// <param name="next">What the device will ask when it goes on from there.</param>
    /// <param name="mark">What had been rung before the last read; null when that is not known.</param>
    /// <param name="hadMessages">Whether messages to the device were in the answer, or in one before and are still kept: it has them when it goes on from there.</param>
    public void Remember(Person person, string next, RingMark? mark, bool hadMessages) =>
        told.Keep((person.Id.Value, person.DeviceId), new(next, mark, hadMessages, clock.GetTimestamp()));

    /// <summary>Whether the device has received no messages with what it goes on from.</summary>
    public bool HadNoMessages(Person person, string asked) => Find(person, asked) is { HadMessages: false };

    /// <summary>Whether nothing was rung since. What another program writes rings no inbox: after one poll's time the database is asked.</summary>
    public bool HasNothingNew(Person person, string asked, RingMark? mark) =>
        mark is not null && Find(person, asked) is { } known && known.Mark == mark
            && clock.GetElapsedTime(known.At).TotalMilliseconds < TalkLimits.SyncWaitMillisecondsMax;

    private Told? Find(Person person, string asked) =>
        told.TryGet((person.Id.Value, person.DeviceId), out var known) && known.Next == asked ? known : null;

    private sealed record Told(string Next, RingMark? Mark, bool HadMessages, long At);
}
