using System.Collections.Concurrent;
using System.Reflection;

namespace Teahouse.Talk.Tests.Hosting;

/// <summary>Stands where Orleans would: notes whose inboxes are rung, and knows no other grain.</summary>
public class FakeGrains : DispatchProxy {
    private readonly ConcurrentQueue<long> rings = new();

    /// <summary>Who was rung since the last call, in order of ids.</summary>
    public long[] TakeRings() {
        var taken = new List<long>();
        while (rings.TryDequeue(out var person)) taken.Add(person);
        return [.. taken.Order()];
    }

    public static (IGrainFactory Factory, FakeGrains Grains) Make() {
        var factory = Create<IGrainFactory, FakeGrains>();
        return (factory, (FakeGrains)(object)factory);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) {
        if (targetMethod!.Name != nameof(IGrainFactory.GetGrain) || targetMethod.ReturnType.Name != "IInboxGrain") {
            throw new NotSupportedException($"{targetMethod} is not played here.");
        }
        var inbox = typeof(DispatchProxy).GetMethod(nameof(Create), 2, [])!.MakeGenericMethod(targetMethod.ReturnType, typeof(FakeInbox)).Invoke(null, null)!;
        ((FakeInbox)inbox).Rung = () => rings.Enqueue((long)args![0]!);
        return inbox;
    }
}

/// <summary>One person's inbox.</summary>
public class FakeInbox : DispatchProxy {
    public Action Rung { get; set; } = () => { };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) {
        Rung();
        return Task.CompletedTask;
    }
}
