using System.Collections.Concurrent;
using System.Collections.Immutable;
using Teahouse.Storage;

namespace Teahouse.Talk.Sync;

/// <summary>The way to people's inboxes, and this silo's door, where their long polls wait.</summary>
internal sealed partial class Inboxes : IInboxDoor {
    private readonly ConcurrentDictionary<long, ImmutableArray<Seat>> seats = new();
    private readonly ConcurrentDictionary<long, RingMark> heard = new();
    private readonly GrainsOf<IInboxGrain> grains;
    private readonly TimeProvider clock;
    private readonly ILogger<Inboxes> log;
    private readonly Lazy<IInboxDoor> reference;

    public Inboxes(GrainsOf<IInboxGrain> grains, IGrainFactory factory, TimeProvider clock, ILogger<Inboxes> log) {
        (this.grains, this.clock, this.log) = (grains, clock, log);
        reference = new(() => factory.CreateObjectReference<IInboxDoor>(this));
    }

    /// <summary>Whose news somebody waits for at this silo.</summary>
    public IEnumerable<PersonId> Waiting => seats.Select(s => new PersonId(s.Key));

    /// <summary>Tells a person's waiting syncs to read again. Call it after the commit, and when that failed: it may be on disk all the same.</summary>
    public void Ring(PersonId person) => grains.At(person.Value).Ring().Ignore();

    /// <summary>Tells several people's waiting syncs to read again, as above.</summary>
    public void Ring(IEnumerable<PersonId> people) {
        foreach (var person in people) Ring(person);
    }

    /// <summary>Tells those of a person's syncs to read again that wait at this silo.</summary>
    public void RingHere(PersonId person) => RingSeats(person.Value, mark: null);

    /// <summary>Takes a seat: from now on nothing that concerns the person goes unheard.</summary>
    public async Task<Seat> Sit(PersonId person) {
        var seat = new Seat(this, person.Value);
        seats.AddOrUpdate(person.Value, static (_, seat) => [seat], static (_, all, seat) => all.Add(seat), seat);
        try {
            // An inbox that is lost with its silo must not hold up whoever only wants to read; the next round finds the new one.
            seat.Mark = await Announce(person).WaitAsync(TimeSpan.FromMilliseconds(TalkLimits.InboxAnswerMilliseconds), clock);
        } catch (TimeoutException) {
            LogInboxAway(log);
        } catch {
            seat.Dispose();
            throw;
        }
        return seat;
    }

    /// <summary>Makes this door known to a person's inbox, and wakes whoever waits here when something was rung that never came.</summary>
    /// <returns>What was rung up to now; null when the inbox cannot be asked.</returns>
    public async Task<RingMark?> Announce(PersonId person) {
        try {
            var mark = await grains.At(person.Value).WaitsAt(reference.Value);
            if (!heard.TryGetValue(person.Value, out var last) || last != mark) Hear(person.Value, mark);
            return mark;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            LogInboxAway(log);
            return null;
        }
    }

    /// <inheritdoc/>
    Task<bool> IInboxDoor.Ring(long person, RingMark mark) => Task.FromResult(Hear(person, mark));

    private bool Hear(long person, RingMark mark) {
        if (!RingSeats(person, mark)) return false;
        heard[person] = mark;
        if (!seats.ContainsKey(person)) heard.TryRemove(person, out _);       // the last has left meanwhile
        return true;
    }

    private bool RingSeats(long person, RingMark? mark) {
        if (!seats.TryGetValue(person, out var present)) return false;
        foreach (var seat in present) seat.Ring(mark);
        return true;
    }

    private void Leave(Seat seat, long person) {
        while (seats.TryGetValue(person, out var present)) {
            var rest = present.Remove(seat);
            var left = rest.IsEmpty
                ? seats.TryRemove(KeyValuePair.Create(person, present))
                : seats.TryUpdate(person, rest, present);
            if (left && rest.IsEmpty) heard.TryRemove(person, out _);
            if (left) return;
        }
    }

    /// <summary>A place where one sync waits.</summary>
    internal sealed class Seat(Inboxes door, long person) : IDisposable {
        private TaskCompletionSource rung = New();

        /// <summary>What was rung up to now, as far as this seat knows; null when it does not.</summary>
        public RingMark? Mark { get; set; }

        /// <summary>Ends when something has come since the last <see cref="Listen"/>.</summary>
        public Task Rung => rung.Task;

        /// <summary>Forgets earlier rings. Call it before reading.</summary>
        public void Listen() {
            if (rung.Task.IsCompleted) rung = New();
        }

        public void Ring(RingMark? mark) {
            Mark = mark;
            rung.TrySetResult();
        }

        public void Dispose() => door.Leave(this, person);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
