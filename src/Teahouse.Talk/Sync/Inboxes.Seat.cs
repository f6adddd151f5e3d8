namespace Teahouse.Talk.Sync;

internal sealed partial class Inboxes {
    /// <summary>A place where one sync waits. Time, the house that closes and the client that goes away ring here too: a task for each would cost more than the rest of the seat.</summary>
    internal sealed class Seat(Inboxes door, long person) : IDisposable {
        private TaskCompletionSource rung = New();
        private ITimer? timer;
        private CancellationTokenRegistration closing;
        private CancellationTokenRegistration leaving;
        private volatile bool isOver;

        /// <summary>What was rung up to now, as far as this seat knows; null when it does not.</summary>
        public RingMark? Mark { get; set; }

        /// <summary>Ends when something has come since the last <see cref="Listen"/>, or the waiting is over.</summary>
        public Task Rung => rung.Task;

        /// <summary>Whether the waiting is over, news or none.</summary>
        public bool IsOver => isOver;

        /// <summary>Waits no longer than this, and not beyond either of the other two. Call it once.</summary>
        public void Stay(TimeSpan atMost, CancellationToken houseCloses, CancellationToken clientLeaves) {
            timer = door.clock.CreateTimer(End, this, atMost, Timeout.InfiniteTimeSpan);
            closing = houseCloses.UnsafeRegister(End, this);
            leaving = clientLeaves.UnsafeRegister(End, this);
        }

        /// <summary>Forgets earlier rings. Call it before reading.</summary>
        public void Listen() {
            if (rung.Task.IsCompleted) rung = New();
            // Of this and the end, at least one sees what the other wrote: else the end could ring a task that nobody awaits any more.
            Interlocked.MemoryBarrier();
            if (isOver) rung.TrySetResult();
        }

        public void Ring(RingMark? mark) {
            Mark = mark;
            rung.TrySetResult();
        }

        public void Dispose() {
            timer?.Dispose();
            closing.Unregister();
            leaving.Unregister();
            door.Leave(this, person);
        }

        private static void End(object? seat) {
            var ending = (Seat)seat!;
            ending.isOver = true;
            Interlocked.MemoryBarrier();
            ending.rung.TrySetResult();
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
