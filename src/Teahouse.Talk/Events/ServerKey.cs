using NSec.Cryptography;

namespace Teahouse.Talk.Events;

/// <summary>The Ed25519 key that a server signs its events with.</summary>
internal sealed class ServerKey : IDisposable {
    private readonly Key key;

    private ServerKey(string serverName, string keyId, Key key) {
        ServerName = serverName;
        KeyId = keyId;
        this.key = key;
        PublicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
    }

    /// <summary>The server that signs.</summary>
    public string ServerName { get; }

    /// <summary>The signing key identifier, <c>ed25519:…</c>.</summary>
    public string KeyId { get; }

    /// <summary>What others check signatures with: 32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Makes the key of a 32-byte seed.</summary>
    public static ServerKey FromSeed(string serverName, string keyId, ReadOnlySpan<byte> seed) =>
        new(serverName, keyId, Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));

    /// <summary>Signs: 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> bytes) => SignatureAlgorithm.Ed25519.Sign(key, bytes);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
