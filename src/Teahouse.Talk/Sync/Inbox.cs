namespace Teahouse.Talk.Sync;

/*  How a long poll wakes.
    (1) A sync that may have to wait takes a seat at this silo's door, and the door makes itself known to the person's inbox.
    (2) The sync reads the database. With news it answers and leaves its seat.
    (3) A write commits. Whoever made it rings the inboxes of those whom it concerns.
    (4) The inbox rings the doors it knows; the seats there ring, and their syncs read again. A door with no seat left is dropped.
    The seat is there before the read of (2), so a commit is seen either by that read or by the ring. Nobody waits inside a
    grain call.
    (5) Where a sync ends, its device is remembered with what had been rung before its last read (ToldDevices). When it comes again from
        there and nothing was rung since, it need not read before it waits.
    An inbox that is lost with its silo begins anew and knows no door, and rings are lost between. So where there are several silos
    each door makes itself known again every few seconds (InboxRounds), and hears how often the inbox was rung: is that not what
    the door has heard, then its seats ring. The database is the truth; a ring only says when to look. */

/// <summary>One person's inbox: knows at which doors somebody waits for their news.</summary>
internal interface IInboxGrain : IGrainWithIntegerKey {
    /// <summary>Something that concerns the person is on disk.</summary>
    [OneWay]
    Task Ring();

    /// <summary>Somebody waits at this door from now on.</summary>
    /// <returns>What was rung up to now.</returns>
    Task<RingMark> WaitsAt(IInboxDoor door);
}

/// <summary>Where a silo's long polls wait.</summary>
internal interface IInboxDoor : IGrainObserver {
    /// <summary>Wakes all who wait for news of a person.</summary>
    /// <returns>Whether anybody was there.</returns>
    Task<bool> Ring(long person, RingMark mark);
}

/// <summary>How often an inbox was rung.</summary>
/// <param name="Beginning">Names this life of the inbox; another one counts anew.</param>
/// <param name="Rings">How often since then.</param>
[GenerateSerializer, Immutable]
internal readonly record struct RingMark([property: Id(0)] Guid Beginning, [property: Id(1)] long Rings);

/// <inheritdoc cref="IInboxGrain"/>
internal sealed partial class InboxGrain(ILogger<InboxGrain> log) : Grain, IInboxGrain {
    private readonly HashSet<IInboxDoor> doors = [];
    private RingMark mark = new(Guid.NewGuid(), 0);

    /// <inheritdoc/>
    public async Task Ring() {
        mark = mark with { Rings = mark.Rings + 1 };
        foreach (var door in doors.ToArray()) {
            if (!await TryRing(door)) doors.Remove(door);
        }
    }

    /// <inheritdoc/>
    public Task<RingMark> WaitsAt(IInboxDoor door) {
        doors.Add(door);
        return Task.FromResult(mark);
    }

    private async Task<bool> TryRing(IInboxDoor door) {
        try {
            return await door.Ring(this.GetPrimaryKeyLong(), mark);
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            LogDoorGone(log, e);
            return false;
        }
    }
}
