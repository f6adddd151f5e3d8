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
    private readonly bool isAlone;

    public Inboxes(GrainsOf<IInboxGrain> grains, IGrainFactory factory, TimeProvider clock, ILogger<Inboxes> log) {
        (this.grains, this.clock, this.log, isAlone) = (grains, clock, log, grains is InboxesHere);
        reference = new(() => isAlone ? this : factory.CreateObjectReference<IInboxDoor>(this));
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
            seat.Mark = await Announce(person, isAlone ? seat : null).WaitAsync(TimeSpan.FromMilliseconds(TalkLimits.InboxAnswerMilliseconds), clock);
        } catch (TimeoutException) {
            LogInboxAway(log);
        } catch {
            seat.Dispose();
            throw;
        }
        return seat;
    }

    /// <summary>Makes this door known to a person's inbox, and wakes whoever waits here when something was rung that never came.</summary>
    /// <param name="person">Whose inbox.</param>
    /// <param name="newcomer">A seat that has just been taken where one server is the whole house, so that it learns here of all that was rung. It need not be woken for that.</param>
    /// <returns>What was rung up to now; null when the inbox cannot be asked.</returns>
    public async Task<RingMark?> Announce(PersonId person, Seat? newcomer = null) {
        try {
            var mark = await grains.At(person.Value).WaitsAt(reference.Value);
            if (!heard.TryGetValue(person.Value, out var last) || last != mark) Hear(person.Value, mark, newcomer);
            return mark;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            LogInboxAway(log);
            return null;
        }
    }

    /// <inheritdoc/>
    Task<bool> IInboxDoor.Ring(long person, RingMark mark) => Task.FromResult(Hear(person, mark));

    private bool Hear(long person, RingMark mark, Seat? newcomer = null) {
        if (!RingSeats(person, mark, newcomer)) return false;
        heard[person] = mark;
        if (!seats.ContainsKey(person)) heard.TryRemove(person, out _);       // the last has left meanwhile
        return true;
    }

    private bool RingSeats(long person, RingMark? mark, Seat? newcomer = null) {
        if (!seats.TryGetValue(person, out var present)) return false;
        foreach (var seat in present) {
            if (seat != newcomer) seat.Ring(mark);
        }
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
}
