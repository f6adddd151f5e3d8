using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Teahouse.People.Sessions;

/// <summary>Something random that a client carries and we keep only as its SHA-256: who reads the database signs in nowhere.</summary>
public static class Secret {
    /// <summary>A new one, in characters that need no escaping in a header, an address or JSON.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PeopleLimits.SecretBytes));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
