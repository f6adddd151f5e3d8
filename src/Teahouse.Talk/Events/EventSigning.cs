using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using NSec.Cryptography;

namespace Teahouse.Talk.Events;

/// <summary>Hashes and signatures of events and of any other JSON (server-server API, "Signing Events"; appendices, "Signing JSON").</summary>
internal static class EventSigning {
    /// <summary>The id of an event: its reference hash, over what redaction leaves, so that a redacted event keeps its name.</summary>
    public static string EventId(RoomVersion version, JsonElement ev) => EventIdOf(Redaction.Encode(version, ev, "signatures", "unsigned"));

    /// <summary>The id of the event whose redacted form, without signatures, has these bytes.</summary>
    public static string EventIdOf(ReadOnlySpan<byte> redacted) => "$" + Base64Url.EncodeToString(SHA256.HashData(redacted));

    /// <summary>The content hash: over all of the event, as only those can compute who have it unredacted.</summary>
    public static byte[] ContentHash(JsonElement ev) => SHA256.HashData(CanonicalJson.EncodeWithout(ev, "unsigned", "signatures", "hashes"));

    /// <summary>Whether the event is whole. If not, it is redacted, or somebody changed what its signature does not cover.</summary>
    public static bool HasItsContentHash(JsonElement ev) =>
        ev.TryGetProperty("hashes", out var hashes) && Text(hashes, "sha256") is { } hash
        && CryptographicOperations.FixedTimeEquals(UnpaddedBase64.Decode(hash), ContentHash(ev));

    /// <summary>Whether a server signed the event with this key.</summary>
    public static bool Verify(RoomVersion version, JsonElement ev, string serverName, string keyId, ReadOnlySpan<byte> publicKey) =>
        Verify(Redaction.Encode(version, ev, "signatures", "unsigned"), SignatureIn(ev, serverName, keyId), publicKey);

    /// <summary>Whether somebody signed a JSON object with this key.</summary>
    public static bool VerifyJson(JsonElement obj, string signer, string keyId, ReadOnlySpan<byte> publicKey) =>
        Verify(CanonicalJson.EncodeWithout(obj, "signatures", "unsigned"), SignatureIn(obj, signer, keyId), publicKey);

    /// <summary>The signature of a JSON object, for its <c>signatures</c>.</summary>
    public static string SignJson(JsonElement obj, ServerKey key) =>
        UnpaddedBase64.Encode(key.Sign(CanonicalJson.EncodeWithout(obj, "signatures", "unsigned")));

    private static bool Verify(byte[] signed, string? signature, ReadOnlySpan<byte> publicKey) =>
        signature is not null
        && UnpaddedBase64.Decode(signature) is { Length: > 0 } bytes
        && PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key)
        && SignatureAlgorithm.Ed25519.Verify(key!, signed, bytes);

    private static string? SignatureIn(JsonElement obj, string signer, string keyId) =>
        obj.TryGetProperty("signatures", out var signatures) && signatures.ValueKind == JsonValueKind.Object
        && signatures.TryGetProperty(signer, out var own) ? Text(own, keyId) : null;

    private static string? Text(JsonElement obj, string name) =>
        obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
