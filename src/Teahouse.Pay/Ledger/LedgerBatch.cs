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

    /// <summary>Where it ends now.</summary>
    public Place Mark() => new(Entries.Count, Holds.Count, Ended.Count);

    /// <summary>Forgets what was moved, held and ended since.</summary>
    public void CutTo(Place place) {
        Entries.RemoveRange(place.Entries, Entries.Count - place.Entries);
        Holds.RemoveRange(place.Holds, Holds.Count - place.Holds);
        Ended.RemoveRange(place.Ended, Ended.Count - place.Ended);
    }

    /// <summary>A place in a batch: how much is before it.</summary>
    public readonly record struct Place(int Entries, int Holds, int Ended);
}

/// <summary>What a transfer did to an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Number">The transfer.</param>
/// <param name="Amount">Minor units; negative for a debit.</param>
/// <param name="Balance">The account's balance after it.</param>
internal readonly record struct LedgerEntry(long Account, long Number, long Amount, long Balance);

/// <summary>The end of a hold.</summary>
/// <param name="Hold">What was held.</param>
/// <param name="By">The number of the transfer that ended it.</param>
/// <param name="Posted">How much of it moved, in minor units.</param>
internal readonly record struct EndedHold(LedgerHold Hold, long By, long Posted);
