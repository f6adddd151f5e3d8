using System.Collections.Concurrent;
using System.Collections.Immutable;
using Teahouse.Storage;

namespace Teahouse.Talk.Sync;

/// <summary>The way to people's inboxes, and this silo's door, where their long polls wait.</summary>
internal sealed class Inboxes : IInboxDoor {
    private readonly ConcurrentDictionary<long, ImmutableArray<Seat>> seats = new();
    private readonly IGrainFactory grains;
    private readonly Lazy<IInboxDoor> reference;

    public Inboxes(IGrainFactory grains) {
        this.grains = grains;
        reference = new(() => grains.CreateObjectReference<IInboxDoor>(this));
    }

    /// <summary>Tells a person's waiting syncs to read again. Call it after the commit.</summary>
    public void Ring(PersonId person) => grains.GetGrain<IInboxGrain>(person.Value).Ring().Ignore();

    /// <summary>Tells several people's waiting syncs to read again. Call it after the commit.</summary>
    public void Ring(IEnumerable<PersonId> people) {
        foreach (var person in people) Ring(person);
    }

    /// <summary>Takes a seat: from now on nothing that concerns the person goes unheard.</summary>
    public async Task<Seat> Sit(PersonId person) {
        var seat = new Seat(this, person.Value);
        seats.AddOrUpdate(person.Value, static (_, seat) => [seat], static (_, all, seat) => all.Add(seat), seat);
        try {
            await grains.GetGrain<IInboxGrain>(person.Value).WaitsAt(reference.Value);
        } catch {
            seat.Dispose();
            throw;
        }
        return seat;
    }

    /// <inheritdoc/>
    Task<bool> IInboxDoor.Ring(long person) {
        if (!seats.TryGetValue(person, out var present)) return Task.FromResult(false);
        foreach (var seat in present) seat.Ring();
        return Task.FromResult(true);
    }

    private void Leave(Seat seat, long person) {
        while (seats.TryGetValue(person, out var present)) {
            var rest = present.Remove(seat);
            var left = rest.IsEmpty
                ? seats.TryRemove(KeyValuePair.Create(person, present))
                : seats.TryUpdate(person, rest, present);
            if (left) return;
        }
    }

    /// <summary>A place where one sync waits.</summary>
    internal sealed class Seat(Inboxes door, long person) : IDisposable {
        private TaskCompletionSource rung = New();

        /// <summary>Ends when something has come since the last <see cref="Listen"/>.</summary>
        public Task Rung => rung.Task;

        /// <summary>Forgets earlier rings. Call it before reading.</summary>
        public void Listen() {
            if (rung.Task.IsCompleted) rung = New();
        }

        public void Ring() => rung.TrySetResult();

        public void Dispose() => door.Leave(this, person);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
