using System.Text.Json;
using System.Text.Json.Nodes;
using NSec.Cryptography;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Keys;

/// <summary>An Ed25519 key of a person: a device's when it has a name, else one that is named by its public half.</summary>
internal sealed class TestKey(string userId, string? name = null) {
    private readonly Key key = Key.Create(SignatureAlgorithm.Ed25519);

    public string Public => UnpaddedBase64.Encode(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    public string KeyId => $"ed25519:{name ?? Public}";

    /// <summary>Adds this key's signature to an object.</summary>
    public JsonObject Sign(JsonObject obj) {
        var signed = CanonicalJson.EncodeWithout(JsonSerializer.SerializeToElement(obj), "signatures", "unsigned");
        var signature = UnpaddedBase64.Encode(SignatureAlgorithm.Ed25519.Sign(key, signed));
        obj["signatures"] ??= new JsonObject();
        obj["signatures"]![userId] ??= new JsonObject();
        obj["signatures"]![userId]![KeyId] = signature;
        return obj;
    }

    /// <summary>The key as a cross-signing key.</summary>
    public JsonObject For(string usage) => new() {
        ["user_id"] = userId,
        ["usage"] = new JsonArray(usage),
        ["keys"] = new JsonObject { [KeyId] = Public },
    };
}

/// <summary>A person's three cross-signing keys.</summary>
internal sealed class Identity(string userId) {
    public TestKey Master { get; } = new(userId);

    public TestKey SelfSigning { get; } = new(userId);

    public TestKey UserSigning { get; } = new(userId);

    /// <summary>The body that publishes them.</summary>
    public JsonObject Upload(JsonObject? proof = null) {
        var body = new JsonObject {
            ["master_key"] = Master.For("master"),
            ["self_signing_key"] = Master.Sign(SelfSigning.For("self_signing")),
            ["user_signing_key"] = Master.Sign(UserSigning.For("user_signing")),
        };
        if (proof is not null) body["auth"] = proof;
        return body;
    }
}
