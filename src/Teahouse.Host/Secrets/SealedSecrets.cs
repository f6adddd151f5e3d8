using System.Security.Cryptography;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Host.Secrets;

/// <summary>Secrets that lie in the database, sealed under the key file.</summary>
internal sealed class SealedSecrets {
    private readonly Database database;
    private readonly string keyPath;
    private readonly Seal seal;

    private SealedSecrets(Database database, string keyPath, Seal seal) => (this.database, this.keyPath, this.seal) = (database, keyPath, seal);

    /// <summary>Opens the key file; makes it when nothing has been sealed yet.</summary>
    /// <exception cref="StartRefusedException">The key file cannot be used.</exception>
    public static async Task<SealedSecrets> Open(Database database, string keyPath, CancellationToken stop) {
        var sealedOnes = await database.Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM host_secret"), stop);
        return new(database, keyPath, SealOf(KeyFile.Read(keyPath, make: sealedOnes == 0)));
    }

    /// <summary>Every secret of a copied database, opened.</summary>
    /// <exception cref="StartRefusedException">The key file is not the one.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> All(DatabaseSnapshot snapshot, string keyPath) {
        var rows = await snapshot.Read(c => c.QueryAsync<(string Name, byte[] Sealed)>("SELECT name, sealed FROM host_secret ORDER BY name"));
        var seal = SealOf(KeyFile.Read(keyPath, make: false));
        return rows.ToDictionary(r => r.Name, r => seal.Open(r.Name, r.Sealed) ?? throw OtherKey(keyPath));
    }

    /// <summary>Seals a secret under a key file, which is made when it is missing.</summary>
    /// <exception cref="StartRefusedException">The key file cannot be used.</exception>
    public static byte[] SealFor(string keyPath, string name, byte[] secret) => SealOf(KeyFile.Read(keyPath, make: true)).Close(name, secret);

    /// <summary>The secret of that name; made by <paramref name="make"/> the first time. Two processes that start together get the same.</summary>
    /// <exception cref="StartRefusedException">It was sealed with another key file.</exception>
    public async Task<byte[]> Get(string name, Func<byte[]> make, CancellationToken stop) {
        if (await Find(name, stop) is { } there) return there;
        await database.Write(new Write(Statement.Do(
            "INSERT INTO host_secret (name, sealed) VALUES (@name, @sealed) ON CONFLICT (name) DO NOTHING",
            ("name", name), ("sealed", seal.Close(name, make())))), stop);
        return (await Find(name, stop))!;
    }

    private async Task<byte[]?> Find(string name, CancellationToken stop) {
        var sealedOne = await database.Read(
            c => c.ExecuteScalarAsync<byte[]?>("SELECT sealed FROM host_secret WHERE name = @name", new { name }), stop);
        if (sealedOne is null) return null;
        return seal.Open(name, sealedOne) ?? throw OtherKey(keyPath);
    }

    private static Seal SealOf(byte[] fileKey) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, Seal.KeyBytes, info: "teahouse sealed secrets v1"u8.ToArray()));

    private static StartRefusedException OtherKey(string keyPath) => new(
        $"The key file {keyPath} does not open the secrets of this database: they were sealed with another one. "
        + "Name the right one with --keys.");
}
