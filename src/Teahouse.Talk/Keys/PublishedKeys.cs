using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>A signature that came after the key that it is on.</summary>
internal sealed record KeySignature(string KeyId, long Signer, string SigningKey, string Signature);

/// <summary>A cross-signing key as it is stored.</summary>
internal sealed record StoredCrossSigningKey(string Usage, string PublicKey, string Json);

/// <summary>The keys that a person has published, as one reader sees them.</summary>
internal sealed class PublishedKeys {
    private readonly ILookup<string, KeySignature> signatures;

    private PublishedKeys(Dictionary<string, string> devices, Dictionary<string, StoredCrossSigningKey> crossSigning, ILookup<string, KeySignature> signatures) =>
        (Devices, CrossSigning, this.signatures) = (devices, crossSigning, signatures);

    /// <summary>The identity keys by device.</summary>
    public IReadOnlyDictionary<string, string> Devices { get; }

    /// <summary>The cross-signing keys by usage.</summary>
    public IReadOnlyDictionary<string, StoredCrossSigningKey> CrossSigning { get; }

    /// <summary>Reads them with the signatures that the reader may see: the person's own and the reader's.</summary>
    public static async Task<PublishedKeys> Read(DbConnection connection, PersonId person, PersonId reader) {
        var who = new { person = person.Value, reader = reader.Value };
        var devices = await connection.QueryAsync<(string Id, string Json)>("SELECT device_id, json FROM talk_device_key WHERE person = @person", who);
        var keys = await connection.QueryAsync<StoredCrossSigningKey>(
            "SELECT usage AS Usage, public_key AS PublicKey, json AS Json FROM talk_cross_signing_key WHERE person = @person", who);
        var signatures = await connection.QueryAsync<KeySignature>(
            """
            SELECT key_id AS KeyId, signer AS Signer, signing_key AS SigningKey, signature AS Signature
            FROM talk_key_signature WHERE person = @person AND (signer = @person OR signer = @reader)
            """,
            who);
        return new(devices.ToDictionary(d => d.Id, d => d.Json), keys.ToDictionary(k => k.Usage), signatures.ToLookup(s => s.KeyId));
    }

    /// <summary>The signatures on a device's or a master key that came after it.</summary>
    public IEnumerable<KeySignature> SignaturesOn(string keyId) => signatures[keyId];

    /// <summary>Whether the person has set up cross-signing.</summary>
    public bool HasMasterKey => CrossSigning.ContainsKey(Usages.Master);

    /// <summary>The public key with which the person's own signature of this name is checked: of a device or the master key; null when there is none.</summary>
    public byte[]? SignerKey(string keyId) {
        if (!keyId.StartsWith("ed25519:", StringComparison.Ordinal)) return null;
        var name = keyId["ed25519:".Length..];
        return Devices.TryGetValue(name, out var device) ? DeviceKeys.SigningKey(device, name)
            : CrossSigning.TryGetValue(Usages.Master, out var master) && master.PublicKey == name ? UnpaddedBase64.Decode(name)
            : null;
    }

    /// <summary>Whether one of the person's devices, or their master key, has signed the object.</summary>
    public bool HaveSigned(JsonElement obj, string userId) => SignedObject.SignaturesOf(obj, userId)
        .Any(s => SignerKey(s.KeyId) is { } key && EventSigning.VerifyJson(obj, userId, s.KeyId, key));
}
