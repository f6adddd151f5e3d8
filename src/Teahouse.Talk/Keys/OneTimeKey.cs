using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>A one-time or fallback key (definitions/one_time_keys.yaml).</summary>
/// <param name="Algorithm">For example <c>signed_curve25519</c>.</param>
/// <param name="KeyId">What the device calls it.</param>
/// <param name="Json">The key in canonical form: a string or an object.</param>
internal sealed record OneTimeKey(string Algorithm, string KeyId, string Json) {
    /// <summary>Reads the keys in one field of an upload.</summary>
    /// <exception cref="MatrixRefusalException">When one of them is no key.</exception>
    public static IReadOnlyList<OneTimeKey> Parse(JsonElement body, string field) =>
        body.OptionalObject(field) is { } keys ? [.. keys.EnumerateObject().Select(Parse)] : [];

    private static OneTimeKey Parse(JsonProperty key) {
        var colon = key.Name.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw MatrixError.InvalidParam("A key is named 'algorithm:key_id'.").Thrown();
        if (key.Value.ValueKind == JsonValueKind.Object) key.Value.RequiredString("key");
        else if (key.Value.ValueKind != JsonValueKind.String) throw MatrixError.BadJson("A key is a string or an object.").Thrown();
        var json = CanonicalJson.Encode(key.Value);
        if (json.Length > TalkLimits.KeyBytesMax) throw MatrixError.TooLarge($"A key may have {TalkLimits.KeyBytesMax} bytes.").Thrown();
        return new(KeyText.Checked(key.Name[..colon], "An algorithm"), KeyText.Checked(key.Name[(colon + 1)..], "A key id"), Encoding.UTF8.GetString(json));
    }
}
