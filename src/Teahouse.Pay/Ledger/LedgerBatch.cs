namespace Teahouse.Pay.Ledger;

/// <summary>What one write brings to the disk.</summary>
internal sealed class LedgerBatch {
    /// <summary>Every transfer decided, also those that failed.</summary>
    public List<WrittenTransfer> Transfers { get; } = [];

    /// <summary>What moved.</summary>
    public List<LedgerEntry> Entries { get; } = [];

    /// <summary>What is held from now on.</summary>
    public List<LedgerHold> Holds { get; } = [];

    /// <summary>What is held no longer.</summary>
    public List<EndedHold> Ended { get; } = [];

    /// <summary>Accounts that were frozen or thawed.</summary>
    public List<LedgerAccount> Changed { get; } = [];

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Transfers.Count == 0 && Changed.Count == 0;

    /// <summary>Takes in what a chain did.</summary>
    public void Add(LedgerBatch chain) {
        Entries.AddRange(chain.Entries);
        Holds.AddRange(chain.Holds);
        Ended.AddRange(chain.Ended);
    }
}

/// <summary>What a transfer did to an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Number">The transfer.</param>
/// <param name="Amount">Minor units; negative for a debit.</param>
/// <param name="Balance">The account's balance after it.</param>
internal readonly record struct LedgerEntry(long Account, long Number, long Amount, long Balance);

/// <summary>The end of a hold.</summary>
/// <param name="Hold">The pending transfer's number.</param>
/// <param name="By">The number of the transfer that ended it.</param>
/// <param name="Posted">How much of it moved, in minor units.</param>
internal readonly record struct EndedHold(long Hold, long By, long Posted);
