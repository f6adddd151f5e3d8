using System.Security.Cryptography;
using Teahouse.Storage;

namespace Teahouse.Host.Secrets;

/// <summary>The server's signing key: made at first start, sealed in the database, the same for ever.</summary>
internal static class ServerSeed {
    private const string Name = "server-signing-seed";
    private const int SeedBytes = 32;
    private const int VersionBytes = 4;

    public static async Task<SigningSeed> Open(SealedSecrets secrets, CancellationToken stop) {
        var stored = await secrets.Get(Name, () => RandomNumberGenerator.GetBytes(VersionBytes + SeedBytes), stop);
        return new($"ed25519:{Convert.ToHexStringLower(stored.AsSpan(0, VersionBytes))}", stored[VersionBytes..]);
    }
}
