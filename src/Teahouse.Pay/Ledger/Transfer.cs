namespace Teahouse.Pay.Ledger;

/// <summary>Names a transfer, for ever: asked again, it is the same one.</summary>
/// <param name="Caller">The account on whose behalf it is asked.</param>
/// <param name="Id">Made by the client, once per intention.</param>
[GenerateSerializer, Immutable]
internal readonly record struct TransferId([property: Id(0)] long Caller, [property: Id(1)] Guid Id);

/// <summary>What a transfer does; the numbers stand in rows.</summary>
internal enum TransferPhase {
    /// <summary>Moves money at once.</summary>
    Single = 0,
    /// <summary>Holds money, to be posted or voided later.</summary>
    Pending = 1,
    /// <summary>Moves what a pending one holds, or a part of it; the rest is free again.</summary>
    Post = 2,
    /// <summary>Frees what a pending one holds.</summary>
    Void = 3,
    /// <summary>The ledger's own: frees what was held for too long.</summary>
    Expire = 4,
}

/// <summary>What a transfer is for; the numbers stand in rows.</summary>
internal enum TransferKind {
    /// <summary>From person to person.</summary>
    Transfer = 1,
    /// <summary>For goods or services.</summary>
    Payment = 2,
    /// <summary>Back from a payee.</summary>
    Refund = 3,
    /// <summary>To the operator.</summary>
    Fee = 4,
    /// <summary>Into and out of a red packet.</summary>
    RedPacket = 5,
    /// <summary>From the bank that is none.</summary>
    PlayMoney = 6,
    /// <summary>Out of the house to a bank, and what of it comes back.</summary>
    MoneyOut = 7,
    /// <summary>What somebody asked for in a conversation.</summary>
    Tally = 8,
    /// <summary>From a bank into the house.</summary>
    MoneyIn = 9,
    /// <summary>From a cash desk to whoever handed notes over.</summary>
    Cash = 10,
}

/// <summary>One movement of money from one account to another, as it is asked for.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Phase">What it does.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Debit">The account that gives; 0 for a post or void, which take the pending one's.</param>
/// <param name="Credit">The account that receives; 0 as above.</param>
/// <param name="Amount">Minor units of the ledger's currency; of a post, 0 is all that is held; of a void, 0.</param>
[GenerateSerializer, Immutable]
internal sealed record Transfer(
    [property: Id(0)] TransferId Id, [property: Id(1)] TransferPhase Phase, [property: Id(2)] TransferKind Kind,
    [property: Id(3)] long Debit, [property: Id(4)] long Credit, [property: Id(5)] long Amount) {
    /// <summary>Of a post or void: the pending transfer that it ends.</summary>
    [Id(6)] public TransferId? Pending { get; init; }

    /// <summary>Of a pending one: after how many seconds it expires by itself; 0 for never.</summary>
    [Id(7)] public long Timeout { get; init; }
}
