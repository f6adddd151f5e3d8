using System.Collections.Concurrent;

namespace Teahouse.Storage.Tests;

/// <summary>What waits for the threads that read and write SQLite.</summary>
public sealed class BlockingQueueTests {
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 4)]
    public void Every_item_is_taken_once_however_many_sleep(int givers, int takers) {
        const int Each = 20_000;
        var queue = new BlockingQueue<int>(int.MaxValue);
        var taken = new ConcurrentBag<int>();
        var sleepers = Threads(takers, _ => {
            while (queue.TryTake(out var item)) taken.Add(item);
        });
        var adders = Threads(givers, giver => {
            for (var i = 0; i < Each; i++) Assert.True(queue.TryAdd(giver * Each + i));
        });
        Assert.All(adders, t => Assert.True(t.Join(Patience)));
        queue.Complete();
        Assert.All(sleepers, t => Assert.True(t.Join(Patience)));
        Assert.Equal(Enumerable.Range(0, givers * Each), taken.Order());
    }

    [Fact]
    public void An_item_that_comes_while_others_are_at_work_wakes_a_sleeper() {
        var queue = new BlockingQueue<Action>(int.MaxValue);
        using var first = new ManualResetEventSlim();
        using var second = new ManualResetEventSlim();
        var sleepers = Threads(2, _ => {
            while (queue.TryTake(out var work)) work();
        });
        // The first holds its thread until the second has been done.
        queue.TryAdd(() => {
            first.Set();
            Assert.True(second.Wait(Patience, TestContext.Current.CancellationToken));
        });
        Assert.True(first.Wait(Patience, TestContext.Current.CancellationToken));
        queue.TryAdd(second.Set);
        Assert.True(second.Wait(Patience, TestContext.Current.CancellationToken));
        queue.Complete();
        Assert.All(sleepers, t => Assert.True(t.Join(Patience)));
    }

    [Fact]
    public void A_full_queue_and_a_complete_one_take_nothing() {
        var queue = new BlockingQueue<int>(1);
        Assert.True(queue.TryAdd(1));
        Assert.False(queue.TryAdd(2));
        queue.Complete();
        Assert.True(queue.TryTake(out var item));
        Assert.Equal(1, item);
        Assert.False(queue.TryAdd(3));
        Assert.False(queue.TryTake(out _));
    }

    private static List<Thread> Threads(int count, Action<int> work) {
        var threads = Enumerable.Range(0, count).Select(i => new Thread(() => work(i)) { IsBackground = true }).ToList();
        threads.ForEach(t => t.Start());
        return threads;
    }
}
