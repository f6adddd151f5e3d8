using System.Security.Cryptography;
using System.Text;

namespace Teahouse.Pay.Codes;

/// <summary>
/// The key that a phone makes its codes with: both sides derive it from a P-256 key of each, and neither sends it. The house's half
/// lives for one call; the phone keeps the derived key where no script reads it.
/// </summary>
internal static class CodeKey {
    /// <summary>Bytes of a point as it is sent: 4, then both coordinates.</summary>
    public const int PointBytes = 65;

    private const int CoordinateBytes = 32;
    private const int KeyBytes = 32;
    private const byte Uncompressed = 4;

    private static readonly byte[] Info = [.. "teahouse/paycode/v1"u8];

    /// <summary>Derives the key with a new half of the house's own.</summary>
    /// <param name="enrolment">Names this enrolment, and the phone.</param>
    /// <param name="phonePoint">The phone's half.</param>
    /// <returns>The house's half as it is sent, and the key; null where the phone's half is no point of the curve.</returns>
    public static (byte[] HousePoint, byte[] Key)? Agree(string enrolment, ReadOnlySpan<byte> phonePoint) {
        if (phonePoint.Length != PointBytes || phonePoint[0] != Uncompressed) return null;
        try {
            using var house = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            using var phone = ECDiffieHellman.Create(new ECParameters {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = phonePoint[1..(1 + CoordinateBytes)].ToArray(), Y = phonePoint[(1 + CoordinateBytes)..].ToArray() },
            });
            var shared = house.DeriveRawSecretAgreement(phone.PublicKey);
            var own = house.ExportParameters(includePrivateParameters: false).Q;
            return ([Uncompressed, .. own.X!, .. own.Y!], HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, KeyBytes, Encoding.UTF8.GetBytes(enrolment), Info));
        } catch (CryptographicException) {
            return null;
        }
    }

    /// <summary>What the payment passkey signs: this enrolment, and both halves.</summary>
    public static byte[] Challenge(string enrolment, ReadOnlySpan<byte> phonePoint, ReadOnlySpan<byte> housePoint) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(enrolment), .. phonePoint, .. housePoint]);

    /// <summary>What only who has the key can say of an enrolment.</summary>
    public static byte[] Confirmation(ReadOnlySpan<byte> key, string enrolment) =>
        HMACSHA256.HashData(key, [.. "confirm"u8, .. Encoding.UTF8.GetBytes(enrolment)]);
}
