using System.Security.Cryptography;
using Teahouse.Storage;

namespace Teahouse.Host.Secrets;

/// <summary>What seals the secrets of people that lie in modules' rows: its own key is made at first start and lies sealed under the key file.</summary>
internal static class RowSeal {
    private const string Name = "row-seal-key";

    public static async Task<Seal> Open(SealedSecrets secrets, CancellationToken stop) =>
        new(await secrets.Get(Name, () => RandomNumberGenerator.GetBytes(Seal.KeyBytes), stop));
}
