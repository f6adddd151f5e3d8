using Teahouse.Pay.Passkeys;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>Nobody leaves money behind that nothing would open afterwards: a payment passkey opens it, and whoever has none is told first.</summary>
internal sealed class KeepsMoneyReachable(Database database) : ILeaving {
    /// <inheritdoc/>
    public async Task<LeavingRefused?> Refuses(PersonId person, CancellationToken stop) =>
        await PaymentPasskeyRows.Count(database, person, stop) == 0 && await MoneyThere.Has(database, person, stop)
            ? new("MONEY_UNREACHABLE", "There is money in your wallet, and no payment passkey that would open it afterwards. Take it out first, or make one.") : null;
}
