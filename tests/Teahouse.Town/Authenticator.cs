using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Teahouse.Town;

/// <summary>A passkey device: makes P-256 keys and answers as a browser hands it on. What it claims can be made to lie.</summary>
public sealed class Authenticator : IDisposable {
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] credential = RandomNumberGenerator.GetBytes(32);
    private byte[]? user;
    private uint count;

    public string Origin { get; set; } = "http://localhost:8008";

    public string Host { get; set; } = "localhost";

    public bool CrossOrigin { get; set; }

    public bool Verifies { get; set; } = true;

    /// <summary>RegistrationResponseJSON for PublicKeyCredentialCreationOptionsJSON.</summary>
    public object Create(JsonElement options) {
        user = Base64Url.DecodeFromChars(options.GetProperty("user").GetProperty("id").GetString());
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(attested: true), .. new byte[16], 0, (byte)credential.Length, .. credential, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(new {
            clientDataJSON = Text(ClientData("webauthn.create", options)), attestationObject = Text(attestation), transports = new[] { "internal", "hybrid" },
        });
    }

    /// <summary>AuthenticationResponseJSON for PublicKeyCredentialRequestOptionsJSON.</summary>
    public object Get(JsonElement options) {
        count++;
        var data = Data(attested: false);
        var client = ClientData("webauthn.get", options);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new {
            clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = Text(user!),
        });
    }

    public void Dispose() => key.Dispose();

    private object Answer(object response) => new {
        id = Text(credential), rawId = Text(credential), type = "public-key", authenticatorAttachment = "platform", clientExtensionResults = new { }, response,
    };

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new {
        type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = CrossOrigin,
    });

    private byte[] Data(bool attested) {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(Host)), (byte)(0x01 | (Verifies ? 0x04 : 0) | (attested ? 0x40 : 0)), .. counter];
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
