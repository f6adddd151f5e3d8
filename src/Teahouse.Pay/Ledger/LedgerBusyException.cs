namespace Teahouse.Pay.Ledger;

/// <summary>More is asked of the ledger than it can do now. Nothing is known to be done; the same ids may be sent again.</summary>
internal sealed class LedgerBusyException() : Exception("The ledger is busy.");
