using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Teahouse.People.SignIn;

/// <summary>Argon2id, written as its reference implementation writes it, so that its cost can grow without asking anybody for their password.</summary>
internal static class PasswordHash {
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    public static string Of(string password) {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Derive(password, salt, PeopleLimits.PasswordHashKibibytes, PeopleLimits.PasswordHashPasses);
        return string.Create(CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={PeopleLimits.PasswordHashKibibytes},t={PeopleLimits.PasswordHashPasses},p=1${Text(salt)}${Text(hash)}");
    }

    public static bool Matches(string password, string hash) {
        if (hash.Split('$') is not ["", "argon2id", "v=19", var cost, var salt, var wanted]) throw new FormatException("Not a password hash of ours.");
        var parts = cost.Split(',');
        return CryptographicOperations.FixedTimeEquals(Derive(password, Bytes(salt), Number(parts[0]), Number(parts[1])), Bytes(wanted));
    }

    private static byte[] Derive(string password, byte[] salt, int kibibytes, int passes) =>
        new Argon2id(new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = kibibytes, NumberOfPasses = passes })
            .DeriveBytes(Encoding.UTF8.GetBytes(password), salt, HashBytes);

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[] Bytes(string text) => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));

    private static int Number(string part) => int.Parse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
}
