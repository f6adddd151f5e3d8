using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Teahouse.Pay.Tests.Ledger;

public sealed class ByTheClockTests {
    [Fact]
    public async Task What_cannot_go_on_keeps_nothing_else_from_it_and_has_its_turn_again_in_the_next_round() {
        var clock = new WatchedClock();
        using var rounds = new Rounds(clock, NullLogger.Instance);
        await rounds.StartAsync(TestContext.Current.CancellationToken);
        await clock.IsWaitedFor;
        for (var round = 1; round <= 3; round++) {
            clock.Advance(TimeSpan.FromSeconds(Rounds.Seconds));
            Assert.Equal(round, await rounds.Second(round).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            Assert.Equal(round, rounds.First);
        }
        await rounds.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Who_asks_for_a_round_hears_what_could_not_go_on_when_all_have_had_their_turn() {
        using var rounds = new Rounds(new FakeTimeProvider(), NullLogger.Instance);
        await Assert.ThrowsAsync<TimeoutException>(() => rounds.Look(TestContext.Current.CancellationToken));
        Assert.Equal(1, await rounds.Second(1));
    }

    private sealed class Rounds(TimeProvider clock, ILogger log) : ByTheClock(Seconds, clock, log) {
        public const int Seconds = 5;

        private readonly TaskCompletionSource<int>[] turns = [.. Enumerable.Range(0, 4).Select(_ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously))];
        private int second;

        public int First { get; private set; }

        public Task<int> Second(int round) => turns[round].Task;

        protected override Task<IEnumerable<Func<Task>>> Matters(CancellationToken stop) => Task.FromResult<IEnumerable<Func<Task>>>([
            () => {
                First++;
                throw new TimeoutException();
            },
            () => {
                turns[++second].SetResult(second);
                return Task.CompletedTask;
            },
        ]);
    }

    /// <summary>Tells when somebody waits for it.</summary>
    private sealed class WatchedClock : FakeTimeProvider {
        private readonly TaskCompletionSource waitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsWaitedFor => waitedFor.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waitedFor.TrySetResult();
            return timer;
        }
    }
}
