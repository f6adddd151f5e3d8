namespace Teahouse.Talk.Sync;

/*  How a long poll wakes.
    (1) A sync that may have to wait takes a seat at this silo's door, and the door makes itself known to the person's inbox.
    (2) The sync reads the database. With news it answers and leaves its seat.
    (3) A write commits. Whoever made it rings the inboxes of those whom it concerns.
    (4) The inbox rings the doors it knows; the seats there ring, and their syncs read again. A door with no seat left is dropped.
    The seat is there before the read of (2), so a commit is seen either by that read or by the ring. Nobody waits inside a
    grain call. A ring that is lost with a silo costs the rest of one poll and nothing else: the database is the truth. */

/// <summary>One person's inbox: knows at which doors somebody waits for their news.</summary>
internal interface IInboxGrain : IGrainWithIntegerKey {
    /// <summary>Something that concerns the person is on disk.</summary>
    [OneWay]
    Task Ring();

    /// <summary>Somebody waits at this door from now on.</summary>
    Task WaitsAt(IInboxDoor door);
}

/// <summary>Where a silo's long polls wait.</summary>
internal interface IInboxDoor : IGrainObserver {
    /// <summary>Wakes all who wait for news of a person.</summary>
    /// <returns>Whether anybody was there.</returns>
    Task<bool> Ring(long person);
}

/// <inheritdoc cref="IInboxGrain"/>
internal sealed partial class InboxGrain(ILogger<InboxGrain> log) : Grain, IInboxGrain {
    private readonly HashSet<IInboxDoor> doors = [];

    /// <inheritdoc/>
    public async Task Ring() {
        foreach (var door in doors.ToArray()) {
            if (!await TryRing(door)) doors.Remove(door);
        }
    }

    /// <inheritdoc/>
    public Task WaitsAt(IInboxDoor door) {
        doors.Add(door);
        return Task.CompletedTask;
    }

    private async Task<bool> TryRing(IInboxDoor door) {
        try {
            return await door.Ring(this.GetPrimaryKeyLong());
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            LogDoorGone(log, e);
            return false;
        }
    }
}
