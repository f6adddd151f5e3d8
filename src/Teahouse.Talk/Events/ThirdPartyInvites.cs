using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>Invitations to an address of another medium: whoever shows the signature over the token is the one who was meant.</summary>
internal static class ThirdPartyInvites {
    /// <summary>The token of the invitation that a member event redeems, if it is one.</summary>
    public static string? TokenOf(JsonElement content) =>
        Object(content, "third_party_invite") is { } invite && Object(invite, "signed") is { } signed ? Text(signed, "token") : null;

    /// <summary>Null when the member event redeems an invitation of the room, else a sentence that names the rule.</summary>
    public static string? Refuse(Pdu ev, string target, StateLookup state) {
        if (Object(ev.Content, "third_party_invite") is not { } invite || Object(invite, "signed") is not { } signed) return "The invitation is not signed.";
        if (Text(signed, "mxid") is not { } mxid || Text(signed, "token") is not { } token) return "The invitation lacks mxid or token.";
        if (mxid != target) return "The invitation is for another person.";
        if (state(EventTypes.ThirdPartyInvite, token) is not { } issued) return "There is no such invitation.";
        if (issued.Sender != ev.Sender) return "Another person issued the invitation.";
        return PublicKeys(issued.Content).Any(key => IsSignedBy(signed, key)) ? null : "No key of the invitation has signed.";
    }

    private static IEnumerable<byte[]> PublicKeys(JsonElement content) {
        if (Text(content, "public_key") is { } single) yield return UnpaddedBase64.Decode(single);
        if (!content.TryGetProperty("public_keys", out var list) || list.ValueKind != JsonValueKind.Array) yield break;
        foreach (var entry in list.EnumerateArray()) {
            if (Text(entry, "public_key") is { } key) yield return UnpaddedBase64.Decode(key);
        }
    }

    private static bool IsSignedBy(JsonElement signed, byte[] publicKey) =>
        Object(signed, "signatures") is { } signatures && signatures.EnumerateObject().Any(signer =>
            signer.Value.ValueKind == JsonValueKind.Object && signer.Value.EnumerateObject().Any(signature =>
                signature.Name.StartsWith("ed25519:", StringComparison.Ordinal)
                && EventSigning.VerifyJson(signed, signer.Name, signature.Name, publicKey)));

    private static JsonElement? Object(JsonElement obj, string name) =>
        obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string? Text(JsonElement obj, string name) =>
        obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
