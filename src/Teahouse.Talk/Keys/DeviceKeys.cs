using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>The identity keys of a device (definitions/device_keys.yaml).</summary>
internal static class DeviceKeys {
    /// <summary>Reads the keys that a device uploads for itself.</summary>
    /// <exception cref="MatrixRefusalException">When they are somebody else's, or are no device keys.</exception>
    public static SignedObject Parse(JsonElement keys, Person person) {
        if (keys.RequiredString("user_id") != person.UserId || keys.RequiredString("device_id") != person.DeviceId) {
            throw MatrixError.InvalidParam("'user_id' and 'device_id' must be those of the access token.").Thrown();
        }
        if (keys.OptionalArray("algorithms") is null) throw MatrixError.MissingParam("'algorithms' is missing.").Thrown();
        _ = keys.OptionalStrings("algorithms");
        if (keys.RequiredObject("keys").EnumerateObject().Any(k => k.Value.ValueKind != JsonValueKind.String)) {
            throw MatrixError.BadJson("'keys' maps key ids to keys.").Thrown();
        }
        keys.RequiredObject("signatures");
        return SignedObject.Of(keys);
    }

    /// <summary>The key that a device signs with; empty when it has none.</summary>
    public static byte[] SigningKey(string json, string deviceId) =>
        SignedObject.Parse(json).GetProperty("keys").TryGetProperty("ed25519:" + deviceId, out var key) ? UnpaddedBase64.Decode(key.GetString()!) : [];
}
