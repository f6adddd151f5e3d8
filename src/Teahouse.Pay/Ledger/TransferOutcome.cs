namespace Teahouse.Pay.Ledger;

/// <summary>What became of a transfer; the numbers below <see cref="ChainLengthWrong"/> stand in rows.</summary>
internal enum TransferOutcome {
    /// <summary>It is done.</summary>
    Done = 0,

    // These depend on the state of the ledger, which may change: the id has failed for ever all the same, so that no repetition changes its outcome.

    /// <summary>Another transfer of its chain failed.</summary>
    ChainFailed = 1,
    /// <summary>There is no such account in this currency to take from.</summary>
    DebitUnknown = 2,
    /// <summary>There is no such account in this currency to give to.</summary>
    CreditUnknown = 3,
    /// <summary>The account gives nothing at the moment.</summary>
    DebitFrozen = 4,
    /// <summary>The balance without what is held would fall below the account's floor.</summary>
    FundsInsufficient = 5,
    /// <summary>A balance would be larger than any that can be told.</summary>
    BalanceTooLarge = 6,
    /// <summary>There is no pending transfer of that name in this currency.</summary>
    PendingUnknown = 7,
    /// <summary>The pending transfer was posted.</summary>
    PendingPosted = 8,
    /// <summary>The pending transfer was voided.</summary>
    PendingVoided = 9,
    /// <summary>The pending transfer has expired.</summary>
    PendingExpired = 10,
    /// <summary>It would post more than is held.</summary>
    AmountAbovePending = 11,

    // These are mistakes in the request itself: nothing is written, and the id is free.

    /// <summary>A chain of none or too many.</summary>
    ChainLengthWrong = 100,
    /// <summary>Two transfers of a chain have one id.</summary>
    IdTwiceInChain = 101,
    /// <summary>Not above zero, or larger than can be told.</summary>
    AmountOutOfRange = 102,
    /// <summary>Both accounts are one.</summary>
    SameAccount = 103,
    /// <summary>Negative, too long, or of a transfer that is not pending.</summary>
    TimeoutOutOfRange = 104,
    /// <summary>A post or void without a pending transfer, or with accounts; or another with one.</summary>
    FieldsOfOtherPhase = 105,
    /// <summary>The id was used before for something else.</summary>
    IdUsedOtherwise = 106,
}
