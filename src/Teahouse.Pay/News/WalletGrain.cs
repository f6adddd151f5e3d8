namespace Teahouse.Pay.News;

/*  How an open wallet hears at once.
    (1) A stream (StreamNews) or a till that waits (OwnCharges) takes a seat at this silo's door, and the door makes itself known to the
        person's grain: that somebody listens there, and whether a phone does that can be asked.
    (2) What has happened is on disk; whoever wrote it tells the grain, and the grain tells the doors it knows.
    (3) Each door makes itself known again while somebody sits there. A grain that was lost with its silo learns of them so; a door that was
        lost with its own is forgotten after some of these rounds.
    News may be lost on the way: whoever begins to listen reads the database first, and the database is the truth. */

/// <summary>Something that an open wallet is told.</summary>
/// <param name="Event">What it is called on the stream.</param>
/// <param name="Json">What is said of it.</param>
/// <param name="IsForTills">Whether a till is told as well, which only receives.</param>
[GenerateSerializer, Immutable]
internal sealed record WalletNews([property: Id(0)] string Event, [property: Id(1)] string Json, [property: Id(2)] bool IsForTills);

/// <summary>One person's open wallets: at which doors somebody listens for them.</summary>
internal interface IWalletGrain : IGrainWithIntegerKey {
    /// <summary>Something has happened, and is on disk.</summary>
    [OneWay]
    Task Tell(WalletNews news);

    /// <summary>Whether a phone listens somewhere that can be asked.</summary>
    Task<bool> CanBeAsked();

    /// <summary>Who listens at a door now.</summary>
    /// <param name="door">The door.</param>
    /// <param name="seats">What is so there: what was said before it is over.</param>
    Task ListensAt(IWalletDoor door, DoorSeats seats);
}

/// <summary>Who listens at a door for one person.</summary>
/// <param name="Number">Counts what this door has said, so that what comes late is not believed.</param>
/// <param name="Any">How many listen.</param>
/// <param name="Phones">How many of them are phones that can be asked.</param>
[GenerateSerializer, Immutable]
internal readonly record struct DoorSeats([property: Id(0)] long Number, [property: Id(1)] int Any, [property: Id(2)] int Phones);

/// <summary>Where a silo's streams listen.</summary>
internal interface IWalletDoor : IGrainObserver {
    /// <summary>Tells all who listen here for a person.</summary>
    [OneWay]
    Task Tell(long person, WalletNews news);
}

/// <inheritdoc cref="IWalletGrain"/>
[Reentrant]
internal sealed class WalletGrain(TimeProvider clock) : Grain, IWalletGrain {
    private readonly Dictionary<IWalletDoor, (DoorSeats Seats, long HeardAt)> doors = [];

    /// <inheritdoc/>
    public async Task Tell(WalletNews news) {
        foreach (var door in Known()) await door.Tell(this.GetPrimaryKeyLong(), news);
    }

    /// <inheritdoc/>
    public Task<bool> CanBeAsked() => Task.FromResult(Known().Any(door => doors[door].Seats.Phones > 0));

    /// <inheritdoc/>
    public Task ListensAt(IWalletDoor door, DoorSeats seats) {
        if (doors.TryGetValue(door, out var known) && known.Seats.Number > seats.Number) return Task.CompletedTask;
        doors[door] = (seats, clock.GetTimestamp());
        return Task.CompletedTask;
    }

    private IWalletDoor[] Known() {
        foreach (var (door, (seats, heardAt)) in doors.ToArray()) {
            if (seats.Any == 0 || clock.GetElapsedTime(heardAt).TotalSeconds > PayLimits.DoorForgottenSeconds) doors.Remove(door);
        }
        return [.. doors.Keys];
    }
}
