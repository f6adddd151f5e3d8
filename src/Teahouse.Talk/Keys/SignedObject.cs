using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>An object that carries keys and signatures of them (appendices, "Signing JSON").</summary>
/// <param name="Json">In canonical form with its signatures, without what servers add to it.</param>
/// <param name="Signed">What the signatures are over: the same without them.</param>
internal sealed record SignedObject(string Json, string Signed) {
    /// <summary>Reads one that a client sent.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON or M_TOO_LARGE.</exception>
    public static SignedObject Of(JsonElement obj) {
        if (obj.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("A key is a JSON object.").Thrown();
        CheckSignatures(obj);
        var json = CanonicalJson.EncodeWithout(obj, "unsigned");
        if (json.Length > TalkLimits.KeyBytesMax) throw MatrixError.TooLarge($"A key may have {TalkLimits.KeyBytesMax} bytes.").Thrown();
        return new(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(CanonicalJson.EncodeWithout(obj, "unsigned", "signatures")));
    }

    /// <summary>Reads one that is stored.</summary>
    public static SignedObject OfStored(string json) => Of(Parse(json));

    /// <summary>The object as it is stored.</summary>
    public static JsonElement Parse(string json) {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    /// <summary>The signatures of one person: key id (<c>ed25519:…</c>) and signature.</summary>
    public static IReadOnlyList<(string KeyId, string Signature)> SignaturesOf(JsonElement obj, string userId) =>
        obj.OptionalObject("signatures")?.OptionalObject(userId) is { } signatures
            ? [.. signatures.EnumerateObject().Select(s => (s.Name, s.Value.GetString()!))] : [];

    private static void CheckSignatures(JsonElement obj) {
        foreach (var signer in obj.OptionalObject("signatures")?.EnumerateObject() ?? default) {
            if (signer.Value.ValueKind != JsonValueKind.Object || signer.Value.EnumerateObject().Any(s => s.Value.ValueKind != JsonValueKind.String)) {
                throw MatrixError.BadJson("'signatures' maps user ids to maps of key ids to signatures.").Thrown();
            }
        }
    }
}
