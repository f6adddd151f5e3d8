namespace Teahouse.Storage;

/// <summary>Runs an async loop wholly on the calling thread.</summary>
internal sealed class SingleThread : SynchronizationContext {
    // One loop awaits one thing at a time, so there is never more than a continuation or two.
    private readonly BlockingQueue<(SendOrPostCallback Callback, object? State)> queue = new(int.MaxValue);

    public static void Run(Func<Task> loop) {
        var context = new SingleThread();
        SetSynchronizationContext(context);
        var task = loop();
        _ = task.ContinueWith(_ => context.queue.Complete(), TaskScheduler.Default);
        while (context.queue.TryTake(out var next)) next.Callback(next.State);
        task.GetAwaiter().GetResult();
    }

    public override void Post(SendOrPostCallback d, object? state) => queue.TryAdd((d, state));
}
