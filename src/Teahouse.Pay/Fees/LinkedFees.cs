using System.Security.Cryptography;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Fees;

/// <summary>
/// The transfers by which fees go to the house and come back. Each is in one chain with the payment or the refund that it belongs to, so that
/// both are done or neither, under a name drawn from that one's, so that it is once.
/// </summary>
internal sealed class LinkedFees(LedgerAccounts accounts) {
    /// <summary>What makes a payment one for good, and the payee's fee behind it.</summary>
    /// <param name="paid">The payment, or the post of what was held.</param>
    /// <param name="payee">The payee's account.</param>
    /// <param name="charge">What is paid.</param>
    public async Task<Transfer[]> After(Transfer paid, long payee, ChargeRow charge) =>
        charge.Fee == 0 ? [paid] : [paid, Named(charge.Id, payee, payee, await House(), charge.Fee)];

    /// <summary>What comes back of the fee, and the refund behind it: whoever has only what a payment brought can give all of it back.</summary>
    /// <param name="refund">What is given back.</param>
    /// <param name="payee">The payee's account.</param>
    /// <param name="given">The refund's own transfer.</param>
    public async Task<Transfer[]> Before(RefundRow refund, long payee, Transfer given) =>
        refund.Fee == 0 ? [given] : [Named(refund.Id, payee, await House(), payee, refund.Fee), given];

    private Task<long> House() => accounts.OfHouse(AccountKind.Fees, Iso4217.OfHouse.Number, CancellationToken.None);

    private static Transfer Named(byte[] id, long payee, long from, long to, long minor) => new(
        new(payee, new(SHA256.HashData([.. "teahouse/fee"u8, .. id]).AsSpan(0, 16), bigEndian: true)), TransferPhase.Single, TransferKind.Fee, from, to, minor);
}
