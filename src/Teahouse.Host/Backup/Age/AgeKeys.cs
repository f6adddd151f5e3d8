using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace Teahouse.Host.Backup.Age;

/// <summary>Whom a file is sealed to: a public key, or whoever knows a passphrase.</summary>
internal interface IAgeRecipient {
    /// <summary>Wraps the file's key.</summary>
    AgeStanza Wrap(byte[] fileKey);
}

/// <summary>What opens a file: a private key or a passphrase.</summary>
internal interface IAgeIdentity {
    /// <returns>The file's key, or null when none of the stanzas is for this identity.</returns>
    /// <exception cref="AgeException">A stanza is not what the format says.</exception>
    byte[]? Unwrap(IReadOnlyList<AgeStanza> stanzas);
}

/// <summary>A public key, <c>age1…</c>.</summary>
internal sealed class AgeRecipient : IAgeRecipient {
    private const string Word = "age";

    private readonly PublicKey key;

    private AgeRecipient(PublicKey key) => this.key = key;

    /// <exception cref="FormatException">It is none.</exception>
    public static AgeRecipient Parse(string text) =>
        Bech32.Decode(Word, text) is { } bytes && PublicKey.TryImport(KeyAgreementAlgorithm.X25519, bytes, KeyBlobFormat.RawPublicKey, out var key)
            ? new(key!) : throw new FormatException(text.StartsWith(Word + "1", StringComparison.Ordinal)
                ? $"'{text}' is damaged: it is not a whole recipient. Copy it once more." : $"'{text}' is no recipient. One begins with age1.");

    /// <summary>How it is written.</summary>
    public static string Text(PublicKey key) => Bech32.Encode(Word, key.Export(KeyBlobFormat.RawPublicKey));

    public AgeStanza Wrap(byte[] fileKey) {
        using var ephemeral = Key.Create(KeyAgreementAlgorithm.X25519);
        var share = ephemeral.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        var wrappingKey = AgeIdentity.WrappingKey(ephemeral, key, share, key) ?? throw new FormatException("This recipient is no usable key.");
        return new(AgeIdentity.StanzaType, [AgeStanza.Base64(share)], AgeStanza.Wrap(wrappingKey, fileKey));
    }
}

/// <summary>A private key, <c>AGE-SECRET-KEY-1…</c>.</summary>
internal sealed class AgeIdentity : IAgeIdentity, IDisposable {
    /// <summary>The type of its stanzas.</summary>
    public const string StanzaType = "X25519";

    private const string Word = "age-secret-key-";
    private const int ShareBytes = 32;

    private readonly Key key;

    private AgeIdentity(Key key) => this.key = key;

    /// <summary>A new key.</summary>
    /// <returns>Private and public key as they are written.</returns>
    public static (string Identity, string Recipient) New() {
        using var key = Key.Create(KeyAgreementAlgorithm.X25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        return (Bech32.Encode(Word, key.Export(KeyBlobFormat.RawPrivateKey)).ToUpperInvariant(), AgeRecipient.Text(key.PublicKey));
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static AgeIdentity Parse(string text) =>
        Bech32.Decode(Word, text) is { } bytes && Key.TryImport(KeyAgreementAlgorithm.X25519, bytes, KeyBlobFormat.RawPrivateKey, out var key)
            ? new(key!) : throw new FormatException("This is no private key. One begins with AGE-SECRET-KEY-1.");

    public byte[]? Unwrap(IReadOnlyList<AgeStanza> stanzas) =>
        stanzas.Where(s => s.Type == StanzaType).Select(Unwrap).FirstOrDefault(k => k is not null);

    public void Dispose() => key.Dispose();

    internal static byte[]? WrappingKey(Key mine, PublicKey theirs, byte[] share, PublicKey recipient) {
        using var secret = KeyAgreementAlgorithm.X25519.Agree(
            mine, theirs, new SharedSecretCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        return secret is null ? null : HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret.Export(SharedSecretBlobFormat.RawSharedSecret), 32,
            [.. share, .. recipient.Export(KeyBlobFormat.RawPublicKey)], "age-encryption.org/v1/X25519"u8.ToArray());
    }

    private byte[]? Unwrap(AgeStanza stanza) {
        stanza.Demand(arguments: 1);
        var share = AgeStanza.FromBase64(stanza.Arguments[0]);
        var wrappingKey = share.Length == ShareBytes && PublicKey.TryImport(KeyAgreementAlgorithm.X25519, share, KeyBlobFormat.RawPublicKey, out var theirs)
            ? WrappingKey(key, theirs!, share, key.PublicKey) : null;
        return stanza.Unwrap(wrappingKey ?? throw new AgeException(AgeProblem.HeaderDamaged));
    }
}

/// <summary>A passphrase. A file that one opens has no other recipient.</summary>
internal sealed class AgePassphrase(string passphrase) : IAgeRecipient, IAgeIdentity {
    private const string StanzaType = "scrypt";
    private const int SaltBytes = 16;

    public AgeStanza Wrap(byte[] fileKey) {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new(
            StanzaType, [AgeStanza.Base64(salt), HostLimits.BackupScryptWork.ToString(CultureInfo.InvariantCulture)],
            AgeStanza.Wrap(WrappingKey(salt, HostLimits.BackupScryptWork), fileKey));
    }

    public byte[]? Unwrap(IReadOnlyList<AgeStanza> stanzas) {
        if (stanzas.FirstOrDefault(s => s.Type == StanzaType) is not { } stanza) return null;
        stanza.Demand(arguments: 2);
        var salt = AgeStanza.FromBase64(stanza.Arguments[0]);
        var work = stanza.Arguments[1];
        var isSane = stanzas.Count == 1 && salt.Length == SaltBytes && work.Length is 1 or 2 && work[0] != '0' && work.All(char.IsAsciiDigit)
            && int.Parse(work, CultureInfo.InvariantCulture) <= HostLimits.BackupScryptWorkMax;
        return isSane ? stanza.Unwrap(WrappingKey(salt, int.Parse(work, CultureInfo.InvariantCulture))) : throw new AgeException(AgeProblem.HeaderDamaged);
    }

    private byte[] WrappingKey(byte[] salt, int work) => SCrypt.Generate(
        Encoding.UTF8.GetBytes(passphrase), [.. "age-encryption.org/v1/scrypt"u8, .. salt], 1 << work, 8, 1, 32);
}
