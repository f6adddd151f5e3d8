using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>A cross-signing key that a person uploads (definitions/cross_signing_key.yaml).</summary>
/// <param name="Usage">One of <see cref="Usages"/>.</param>
/// <param name="PublicKey">In unpadded base64; it is also the key's name.</param>
/// <param name="Object">The key as it came.</param>
/// <param name="Json">The key in canonical form.</param>
internal sealed record CrossSigningKey(string Usage, string PublicKey, JsonElement Object, string Json) {
    private const int PublicKeyBytes = 32;

    /// <summary>Reads one field of an upload; null when it is not there.</summary>
    /// <exception cref="MatrixRefusalException">When it is no such key of this person.</exception>
    public static CrossSigningKey? Parse(JsonElement body, string usage, string userId) {
        var field = usage + "_key";
        if (body.OptionalObject(field) is not { } key) return null;
        if (key.RequiredString("user_id") != userId) throw MatrixError.InvalidParam($"'{field}' is somebody else's.").Thrown();
        if (!key.OptionalStrings("usage").Contains(usage)) throw MatrixError.InvalidParam($"'{field}' is not for '{usage}'.").Thrown();
        return new(usage, PublicKeyIn(key, field), key, SignedObject.Of(key).Json);
    }

    /// <summary>How signatures by this key are named.</summary>
    public string KeyId => "ed25519:" + PublicKey;

    /// <summary>The statements that store it in the place of another.</summary>
    public IEnumerable<Statement> Store(PersonId person, StoredCrossSigningKey? old) {
        if (old is null) {
            yield return Statement.Claim(
                "INSERT INTO talk_cross_signing_key (person, usage, public_key, json) VALUES (@person, @usage, @key, @json)",
                ("person", person.Value), ("usage", Usage), ("key", PublicKey), ("json", Json));
            yield break;
        }
        yield return Statement.Claim(
            "UPDATE talk_cross_signing_key SET public_key = @key, json = @json WHERE person = @person AND usage = @usage AND json = @old",
            ("person", person.Value), ("usage", Usage), ("key", PublicKey), ("json", Json), ("old", old.Json));
        if (old.PublicKey == PublicKey) yield break;
        yield return Statement.Do(
            "DELETE FROM talk_key_signature WHERE person = @person AND key_id = @old", ("person", person.Value), ("old", old.PublicKey));
        yield return Statement.Do(
            "DELETE FROM talk_key_signature WHERE signer = @person AND signing_key = @old", ("person", person.Value), ("old", "ed25519:" + old.PublicKey));
    }

    private static string PublicKeyIn(JsonElement key, string field) {
        var keys = key.RequiredObject("keys").EnumerateObject().ToList();
        if (keys is not [{ Value.ValueKind: JsonValueKind.String } only] || only.Name != "ed25519:" + only.Value.GetString()) {
            throw MatrixError.InvalidParam($"'{field}' must have one key, named 'ed25519:' and itself.").Thrown();
        }
        var publicKey = only.Value.GetString()!;
        return UnpaddedBase64.Decode(publicKey).Length == PublicKeyBytes
            ? publicKey : throw MatrixError.InvalidParam($"'{field}' holds no Ed25519 key.").Thrown();
    }
}
