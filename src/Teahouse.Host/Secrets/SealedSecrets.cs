using System.Security.Cryptography;
using System.Text;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Host.Secrets;

/// <summary>
/// Secrets that lie in the database, sealed with AES-256-GCM under the key file. Each is bound to its name: one cannot be put
/// in another's place.
/// </summary>
internal sealed class SealedSecrets {
    /// <summary>Bytes of the key in the key file.</summary>
    public const int KeyBytes = 32;

    private const byte Form = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly Database database;
    private readonly string keyPath;
    private readonly byte[] key;

    private SealedSecrets(Database database, string keyPath, byte[] key) => (this.database, this.keyPath, this.key) = (database, keyPath, key);

    /// <summary>Opens the key file; makes it when nothing has been sealed yet.</summary>
    /// <exception cref="StartRefusedException">The key file cannot be used.</exception>
    public static async Task<SealedSecrets> Open(Database database, string keyPath, CancellationToken stop) {
        var sealedOnes = await database.Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM host_secret"), stop);
        return new(database, keyPath, KeyOf(KeyFile.Read(keyPath, make: sealedOnes == 0)));
    }

    /// <summary>Every secret of a copied database, opened.</summary>
    /// <exception cref="StartRefusedException">The key file is not the one.</exception>
    public static async Task<IReadOnlyDictionary<string, byte[]>> All(DatabaseSnapshot snapshot, string keyPath) {
        var rows = await snapshot.Read(c => c.QueryAsync<(string Name, byte[] Sealed)>("SELECT name, sealed FROM host_secret ORDER BY name"));
        var key = KeyOf(KeyFile.Read(keyPath, make: false));
        return rows.ToDictionary(r => r.Name, r => Unseal(key, r.Name, r.Sealed) ?? throw OtherKey(keyPath));
    }

    /// <summary>Seals a secret under a key file, which is made when it is missing.</summary>
    /// <exception cref="StartRefusedException">The key file cannot be used.</exception>
    public static byte[] SealFor(string keyPath, string name, byte[] secret) => Seal(KeyOf(KeyFile.Read(keyPath, make: true)), name, secret);

    /// <summary>The secret of that name; made by <paramref name="make"/> the first time. Two processes that start together get the same.</summary>
    /// <exception cref="StartRefusedException">It was sealed with another key file.</exception>
    public async Task<byte[]> Get(string name, Func<byte[]> make, CancellationToken stop) {
        if (await Find(name, stop) is { } there) return there;
        await database.Write(new Write(Statement.Do(
            "INSERT INTO host_secret (name, sealed) VALUES (@name, @sealed) ON CONFLICT (name) DO NOTHING",
            ("name", name), ("sealed", Seal(key, name, make())))), stop);
        return (await Find(name, stop))!;
    }

    private async Task<byte[]?> Find(string name, CancellationToken stop) {
        var sealedOne = await database.Read(
            c => c.ExecuteScalarAsync<byte[]?>("SELECT sealed FROM host_secret WHERE name = @name", new { name }), stop);
        if (sealedOne is null) return null;
        return Unseal(key, name, sealedOne) ?? throw OtherKey(keyPath);
    }

    private static byte[] KeyOf(byte[] fileKey) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, KeyBytes, info: "teahouse sealed secrets v1"u8.ToArray());

    private static StartRefusedException OtherKey(string keyPath) => new(
        $"The key file {keyPath} does not open the secrets of this database: they were sealed with another one. "
        + "Name the right one with --keys.");

    internal static byte[] Seal(byte[] key, string name, byte[] secret) {
        var sealedOne = new byte[1 + NonceBytes + TagBytes + secret.Length];
        sealedOne[0] = Form;
        var nonce = sealedOne.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, secret, sealedOne.AsSpan(1 + NonceBytes + TagBytes), sealedOne.AsSpan(1 + NonceBytes, TagBytes), Encoding.UTF8.GetBytes(name));
        return sealedOne;
    }

    /// <returns>The secret, or null when key, name or a bit of it is not the one that it was sealed with.</returns>
    internal static byte[]? Unseal(byte[] key, string name, ReadOnlySpan<byte> sealedOne) {
        if (sealedOne.Length < 1 + NonceBytes + TagBytes || sealedOne[0] != Form) return null;
        var secret = new byte[sealedOne.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try {
            aes.Decrypt(
                sealedOne.Slice(1, NonceBytes), sealedOne[(1 + NonceBytes + TagBytes)..], sealedOne.Slice(1 + NonceBytes, TagBytes), secret,
                Encoding.UTF8.GetBytes(name));
            return secret;
        } catch (AuthenticationTagMismatchException) {
            return null;
        }
    }
}
