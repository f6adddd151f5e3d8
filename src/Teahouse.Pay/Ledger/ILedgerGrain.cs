namespace Teahouse.Pay.Ledger;

/// <summary>The ledger of one currency: its one writer. Keyed by the currency's ISO 4217 number.</summary>
internal interface ILedgerGrain : IGrainWithIntegerKey {
    /// <summary>Does all transfers of a chain or none. Ends when that is on disk. Asked again with the same ids, it gives the first answer.</summary>
    Task<ChainOutcome> Submit(TransferChain chain);

    /// <summary>Lets an account give nothing, or give again.</summary>
    /// <returns>False when there is no such account in this currency.</returns>
    Task<bool> Freeze(long account, bool isFrozen);

    /// <summary>Frees what was held for too long, as much of it as fits in one round.</summary>
    Task ExpireDue();
}

/// <summary>Transfers that are done together or not at all, in this order.</summary>
/// <param name="Transfers">One or more.</param>
[GenerateSerializer, Immutable]
internal sealed record TransferChain([property: Id(0)] Transfer[] Transfers);
