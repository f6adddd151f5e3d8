namespace Teahouse.Talk.Typing;

/*  Who is typing, where there are several silos.
    (1) One grain of the whole house takes every start and stop and numbers them, as Typists does in a server alone.
    (2) Each silo asks it several times a second for what has changed after the number that it has, and keeps a copy to answer from.
    (3) What is new wakes the people who wait at that silo.
    A token's number is the grain's, so that every silo understands it. A client that comes from a silo which is ahead keeps its number.
    The grain lost with its silo begins anew with higher numbers; who typed then is told to have stopped, and clients say it again. */

/// <summary>Numbers who starts and stops typing in the whole house.</summary>
internal interface ITypingGrain : IGrainWithIntegerKey {
    /// <summary>Somebody is typing, for so long.</summary>
    /// <returns>Whether they were not already.</returns>
    Task<bool> Start(long room, string userId, TimeSpan time);

    /// <summary>Somebody has stopped.</summary>
    /// <returns>Whether they were typing.</returns>
    Task<bool> Stop(long room, string userId);

    /// <summary>What has changed after a number.</summary>
    Task<TypingNews> After(long serial);
}

/// <summary>Rooms in which typing has changed.</summary>
/// <param name="Beginning">The number at which this memory began; another one began anew and knows nothing of before.</param>
/// <param name="Floor">Below this nobody remembers what changed.</param>
/// <param name="Serial">The number up to which this goes.</param>
/// <param name="Rooms">Who types there now.</param>
[GenerateSerializer, Immutable]
internal sealed record TypingNews(
    [property: Id(0)] long Beginning, [property: Id(1)] long Floor, [property: Id(2)] long Serial, [property: Id(3)] IReadOnlyList<TypingRoom> Rooms);

/// <summary>Who types in a room.</summary>
[GenerateSerializer, Immutable]
internal sealed record TypingRoom([property: Id(0)] long Room, [property: Id(1)] long Serial, [property: Id(2)] string[] UserIds);

/// <inheritdoc cref="ITypingGrain"/>
[KeepAlive]
internal sealed class TypingGrain(TimeProvider clock) : Grain, ITypingGrain, IDisposable {
    private readonly Typists typists = new(clock);

    /// <inheritdoc/>
    public Task<bool> Start(long room, string userId, TimeSpan time) => Task.FromResult(typists.Start(room, userId, time));

    /// <inheritdoc/>
    public Task<bool> Stop(long room, string userId) => Task.FromResult(typists.Stop(room, userId));

    /// <inheritdoc/>
    public Task<TypingNews> After(long serial) => Task.FromResult(typists.After(serial));

    /// <inheritdoc/>
    public void Dispose() => typists.Dispose();
}
