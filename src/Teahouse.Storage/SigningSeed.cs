namespace Teahouse.Storage;

/// <summary>The server's Ed25519 signing key, opened. Whoever has it can speak in this server's name: it is never written anywhere but sealed.</summary>
/// <param name="KeyId">Its name in signatures: <c>ed25519:</c> and a version of letters and digits.</param>
/// <param name="Seed">The 32 bytes of RFC 8032 that the key pair is made from.</param>
public sealed record SigningSeed(string KeyId, byte[] Seed) {
    /// <summary>Only the name, so that no log line can hold the seed.</summary>
    public override string ToString() => KeyId;
}
