namespace Teahouse.Storage;

/// <summary>
/// This write alone was refused and changed nothing: it was based on a version that is gone, or something that must be once
/// (a handle, a transaction id) is there already.
/// </summary>
public sealed class WriteLostException : Exception {
    internal WriteLostException(int statement, string why, Exception? inner = null)
        : base($"Statement {statement} of the write was refused: {why}", inner) => Statement = statement;

    /// <summary>Which statement of the write was refused, from 0.</summary>
    public int Statement { get; }
}

/// <summary>More waits than the limits allow. Nothing was changed; the caller may try again.</summary>
public sealed class StorageBusyException : Exception {
    internal StorageBusyException(string what) : base($"Too much is waiting: {what}.") { }
}

/// <summary>
/// The database could not commit, or could not answer (disk full, connection lost, no answer in time). A write was not acknowledged;
/// whether it is on disk shows only by reading.
/// </summary>
public sealed class StorageFailedException : Exception {
    internal StorageFailedException(Exception inner) : base("The database does not work at the moment.", inner) { }
}

/// <summary>This database is not one that this program can work with. The message says to the operator which, why, and what to do.</summary>
public sealed class DatabaseRefusedException : Exception {
    internal DatabaseRefusedException(string sentence, Exception? inner = null) : base(sentence, inner) { }
}
