namespace Teahouse.Storage;

/// <summary>A write that waits for its batch. Only the committer's loop touches it after it has joined.</summary>
internal sealed class PendingWrite(Write write) {
    private readonly TaskCompletionSource<long> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long position;
    private Exception? failure;

    public Write Write => write;

    public Task<long> Outcome => answer.Task;

    public bool IsOut => failure is not null;

    /// <summary>The first position that it took in the last attempt; 0 for none.</summary>
    public long Position => position;

    public void Takes(long first) => position = first;

    public void Lost(int statement, string why, Exception? inner = null) => failure = new WriteLostException(statement, why, inner);

    public void Failed(Exception e) => failure ??= new StorageFailedException(e);

    public void Tell() {
        if (failure is null) answer.TrySetResult(position);
        else answer.TrySetException(failure);
    }
}
