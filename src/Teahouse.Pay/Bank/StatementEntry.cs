using System.Security.Cryptography;
using System.Text;
using Teahouse.Pay.Ledger;

namespace Teahouse.Pay.Bank;

/// <summary>A movement on the operator's account, as the bank's statement shows it.</summary>
/// <param name="Account">The statement's account.</param>
/// <param name="Reference">The bank's own name for it, with the number of its part where it is one of several; null where the bank gives none.</param>
/// <param name="Place">Where it stands: names what has no name.</param>
/// <param name="IsCredit">Whether money came.</param>
/// <param name="Minor">How much, in minor units; 0 for what is no amount of its currency.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="IsBooked">Whether it is for good.</param>
/// <param name="IsReversal">Whether it takes back another one.</param>
/// <param name="Booked">On which day; empty where that is not said.</param>
/// <param name="EndToEnd">What whoever ordered it called it; null for nothing.</param>
/// <param name="Batch">What whoever ordered several at once called them; null for nothing.</param>
/// <param name="Words">All that somebody wrote on it, the other side's name last.</param>
/// <param name="References">The structured references on it.</param>
/// <param name="Reason">Why it comes back (ISO 20022); null for nothing.</param>
/// <param name="Odd">Why nothing can be made of it; null for nothing.</param>
internal sealed record StatementEntry(
    string Account, string? Reference, string Place, bool IsCredit, long Minor, string Currency, bool IsBooked, bool IsReversal, string Booked, string? EndToEnd, string? Batch,
    string Words, IReadOnlyList<string> References, string? Reason, string? Odd) {
    private const int IdBytes = 8;

    /// <summary>Its name here: the same whichever file it is read from, however often.</summary>
    public string Id => Convert.ToHexString(Hash("id").AsSpan(0, IdBytes));

    /// <summary>The name of the ledger's transfer.</summary>
    public byte[] Transfer => LedgerWrite.Bytes(new Guid(Hash("transfer").AsSpan(0, 16)));

    private byte[] Hash(string what) => SHA256.HashData(Encoding.UTF8.GetBytes($"teahouse/bank-entry/{what}\n{Account}\n{(Reference is null ? "place" : "reference")}\n{Reference ?? Place}"));
}
