using System.Collections.Concurrent;

namespace Teahouse.Storage;

/// <summary>Runs an async loop wholly on the calling thread.</summary>
internal sealed class SingleThread : SynchronizationContext {
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> queue = [];

    public static void Run(Func<Task> loop) {
        var context = new SingleThread();
        SetSynchronizationContext(context);
        var task = loop();
        _ = task.ContinueWith(_ => context.queue.CompleteAdding(), TaskScheduler.Default);
        foreach (var (callback, state) in context.queue.GetConsumingEnumerable()) callback(state);
        task.GetAwaiter().GetResult();
    }

    public override void Post(SendOrPostCallback d, object? state) => queue.Add((d, state));
}
