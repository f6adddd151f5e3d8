using System.Collections.Concurrent;
using System.Reflection;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Tests.Hosting;

/// <summary>Stands where Orleans would, and knows no grain.</summary>
public class FakeGrains : DispatchProxy {
    public static IGrainFactory Make() => Create<IGrainFactory, FakeGrains>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException($"{targetMethod} is not played here.");
}

/// <summary>Notes whose inboxes are rung.</summary>
internal sealed class FakeInboxes() : GrainsOf<IInboxGrain>(FakeGrains.Make()) {
    private readonly ConcurrentQueue<long> rings = new();

    public override IInboxGrain At(long key) => new Inbox(() => rings.Enqueue(key));

    /// <summary>Who was rung since the last call, in order of ids.</summary>
    public long[] TakeRings() {
        var taken = new List<long>();
        while (rings.TryDequeue(out var person)) taken.Add(person);
        return [.. taken.Order()];
    }

    private sealed class Inbox(Action rung) : IInboxGrain {
        public Task Ring() {
            rung();
            return Task.CompletedTask;
        }

        public Task<RingMark> WaitsAt(IInboxDoor door) => throw new NotSupportedException("Nobody waits here.");
    }
}
