using System.Threading.Channels;
using Teahouse.Storage;

namespace Teahouse.Pay.News;

/// <summary>This silo's door: where open wallets listen, and from where they are told.</summary>
internal sealed class WalletDoor : IWalletDoor {
    private readonly Dictionary<long, List<Seat>> seats = [];   // under gate
    private readonly Lock gate = new();
    private readonly IGrainFactory grains;
    private readonly Lazy<IWalletDoor> reference;
    private readonly TimeProvider clock;
    private long said;

    public WalletDoor(IGrainFactory grains, TimeProvider clock) {
        (this.grains, this.clock) = (grains, clock);
        reference = new(() => grains.CreateObjectReference<IWalletDoor>(this));
    }

    /// <summary>Tells a person's open wallets, wherever they are. Nobody waits for it.</summary>
    public void Tell(PersonId person, WalletNews news) => grains.GetGrain<IWalletGrain>(person.Value).Tell(news).Ignore();

    /// <summary>Whether a person's phone can be asked now. Where that cannot be found out, it cannot.</summary>
    public async Task<bool> CanBeAsked(PersonId person) {
        try {
            return await grains.GetGrain<IWalletGrain>(person.Value).CanBeAsked();
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            return false;
        }
    }

    /// <summary>Takes a seat: from now on nothing goes unheard. Of too many the oldest goes.</summary>
    /// <param name="person">Whose wallet.</param>
    /// <param name="isPhone">Whether it can be asked.</param>
    public async Task<Seat> Sit(PersonId person, bool isPhone) {
        var seat = new Seat(this, person, isPhone);
        lock (gate) {
            if (!seats.TryGetValue(person.Value, out var present)) seats[person.Value] = present = [];
            if (present.Count >= PayLimits.StreamsPerWalletMax) {
                present[0].End();
                present.RemoveAt(0);
            }
            present.Add(seat);
        }
        await seat.Announce();
        return seat;
    }

    /// <inheritdoc/>
    Task IWalletDoor.Tell(long person, WalletNews news) {
        lock (gate) {
            foreach (var seat in seats.GetValueOrDefault(person) ?? []) seat.Hear(news);
        }
        return Task.CompletedTask;
    }

    private async Task Announce(PersonId person) {
        DoorSeats now;
        lock (gate) {
            var present = seats.GetValueOrDefault(person.Value) ?? [];
            now = new(++said, present.Count, present.Count(s => s.IsPhone));
        }
        try {
            await grains.GetGrain<IWalletGrain>(person.Value).ListensAt(reference.Value, now);
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            // The next round finds the grain elsewhere.
        }
    }

    private async Task Leave(Seat seat) {
        lock (gate) {
            if (seats.TryGetValue(seat.Person.Value, out var present) && present.Remove(seat) && present.Count == 0) seats.Remove(seat.Person.Value);
        }
        await Announce(seat.Person);
    }

    /// <summary>A place where one stream, or one till that waits, hears what happens.</summary>
    internal sealed class Seat(WalletDoor door, PersonId person, bool isPhone) : IAsyncDisposable {
        // Who is too slow to be told all misses the oldest, and reads anew.
        private readonly Channel<WalletNews> heard = Channel.CreateBounded<WalletNews>(
            new BoundedChannelOptions(PayLimits.NewsKeptMax) { FullMode = BoundedChannelFullMode.DropOldest });
        private long announcedAt;

        /// <summary>Whose wallet.</summary>
        public PersonId Person => person;

        /// <summary>Whether it can be asked.</summary>
        public bool IsPhone => isPhone;

        /// <summary>Makes this door known to the person's grain.</summary>
        public Task Announce() {
            announcedAt = door.clock.GetTimestamp();
            return door.Announce(person);
        }

        /// <summary>
        /// What is heard next; null when nothing was for so long, or the seat was given to another. Whoever listens is known: by the clock this
        /// makes the door known again, however much there is to hear.
        /// </summary>
        /// <param name="atMost">How long to wait.</param>
        /// <param name="stop">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
        public async Task<WalletNews?> Next(TimeSpan atMost, CancellationToken stop) {
            if (door.clock.GetElapsedTime(announcedAt).TotalSeconds >= PayLimits.HelloEverySeconds) await Announce();
            if (heard.Reader.TryRead(out var waiting)) return waiting;
            using var enough = new CancellationTokenSource(atMost, door.clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stop);
            try {
                return await heard.Reader.WaitToReadAsync(either.Token) && heard.Reader.TryRead(out var news) ? news : null;
            } catch (OperationCanceledException) when (!stop.IsCancellationRequested) {
                return null;
            }
        }

        /// <summary>Whether another has taken this seat.</summary>
        public bool IsOver => heard.Reader.Completion.IsCompleted;

        public void Hear(WalletNews news) => heard.Writer.TryWrite(news);

        public void End() => heard.Writer.TryComplete();

        public async ValueTask DisposeAsync() => await door.Leave(this);
    }
}
