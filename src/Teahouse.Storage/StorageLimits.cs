namespace Teahouse.Storage;

/// <summary>Every limit of Storage, with its unit and why it is what it is.</summary>
public static class StorageLimits {
    /// <summary>Writes in one batch. One commit of this many rows stays near 30 ms on a plain disk.</summary>
    public const int BatchWritesMax = 1_000;

    /// <summary>Writes that may wait for a batch before a writer is told <see cref="StorageBusyException"/>.</summary>
    public const int WaitingWritesMax = 20_000;

    /// <summary>Statements in one write: what one request may change at once.</summary>
    public const int StatementsPerWriteMax = 5_000;

    /// <summary>Reads that may wait for a SQLite reader thread before a reader is told <see cref="StorageBusyException"/>.</summary>
    public const int WaitingReadsMax = 10_000;

    /// <summary>Threads that read SQLite: its calls block, so they get threads of their own.</summary>
    public const int ReaderThreads = 4;

    /// <summary>How long SQLite waits for another process' write (seconds): the command line works beside a running server.</summary>
    public const int BusySeconds = 10;

    /// <summary>How long PostgreSQL may take for an answer before it counts as hanging (seconds), where the connection string does not say: less than clients wait.</summary>
    public const int AnswerSeconds = 15;

    /// <summary>Connections of a server to PostgreSQL, where the connection string does not say: three servers have room within the hundred that PostgreSQL takes unless it is told otherwise.</summary>
    public const int ConnectionsMax = 24;

    /// <summary>Pages in SQLite's write-ahead log before it is folded back into the database (4 KiB each).</summary>
    public const int WalPagesBeforeCheckpoint = 16_384;

    /// <summary>What the SQLite writer keeps of the file in memory, in KiB: the indexes by event id are hit all over.</summary>
    public const int WriterCacheKilobytes = 65_536;

    /// <summary>What each SQLite reader keeps of the file in memory, in KiB: with every commit it is thrown away, and that takes longer the larger it is.</summary>
    public const int ReaderCacheKilobytes = 1_024;

    /// <summary>How often a batch is tried again after one of its writes was refused, or another process took its positions.</summary>
    public const int BatchRetriesMax = BatchWritesMax + 8;

    /// <summary>Bytes of a SQLite file up to which it is checked whole at every start: about a second's reading.</summary>
    public const long CheckedBytesMax = 1L << 30;

    /// <summary>Copies from before an upgrade that are kept: enough to go back over two of them.</summary>
    public const int UpgradeCopiesMax = 3;

    /// <summary>How long a server may be silent in its turn before it is cut off (milliseconds): a second of a hanging server is all that the others feel.</summary>
    public const int HungTurnMilliseconds = 1_000;

    /// <summary>How long a batch waits for its turn before it looks whether somebody hangs in theirs (milliseconds): longer than a batch takes, and than <see cref="HungTurnMilliseconds"/>.</summary>
    public const int TurnWaitMilliseconds = 1_500;

    /// <summary>Turns that a batch waits for in vain before its writers are told that it failed: a quarter of a minute.</summary>
    public const int TurnsMissedMax = 10;

    /// <summary>Ours: positions of which is remembered what stands there: half a second of a busy house. An event has at most 64 KiB, most have one.</summary>
    public const int RecentPositionsMax = 1_024;

    /// <summary>Ours: SQL texts that one reader keeps prepared; the code has some hundred, and lists of values make more of them.</summary>
    public const int PreparedTextsMax = 500;
}
