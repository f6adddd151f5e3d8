namespace Teahouse.Talk.Sync;

/// <summary>
/// Inboxes where one server is the whole house. There is one door, which loses no ring, so that all that an inbox has to keep is how
/// often it was rung: a grain for each person who waits would be two kilobytes, and a message to each of them with every event.
/// </summary>
internal sealed class InboxesHere(IGrainFactory factory) : GrainsOf<IInboxGrain>(factory) {
    // Inboxes that share a count take each other's rings for their own; a device that comes back then reads once for nothing.
    private readonly long[] rings = new long[TalkLimits.InboxCounts];
    private readonly Guid beginning = Guid.NewGuid();
    private volatile IInboxDoor? door;

    /// <inheritdoc/>
    public override IInboxGrain At(long key) => new Inbox(this, key);

    private ref long RingsOf(long person) => ref rings[person & (rings.Length - 1)];       // ids of people are random

    private sealed class Inbox(InboxesHere all, long person) : IInboxGrain {
        public Task Ring() {
            var mark = new RingMark(all.beginning, Interlocked.Increment(ref all.RingsOf(person)));
            return all.door?.Ring(person, mark) ?? Task.CompletedTask;
        }

        public Task<RingMark> WaitsAt(IInboxDoor door) {
            all.door = door;
            // The seat is to be seen by every ring that this does not count: the processor must not read first.
            Interlocked.MemoryBarrier();
            return Task.FromResult(new RingMark(all.beginning, Volatile.Read(ref all.RingsOf(person))));
        }
    }
}
