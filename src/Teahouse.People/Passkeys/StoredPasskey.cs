using Microsoft.AspNetCore.Identity;

namespace Teahouse.People.Passkeys;

/// <summary>A passkey as a row holds it, whosever table that is: the way to what ASP.NET Core's passkey handler knows of it, and back.</summary>
/// <param name="Credential">Its credential id.</param>
/// <param name="PublicKey">COSE.</param>
/// <param name="SignCount">How often it says it was used.</param>
/// <param name="Transports">How a browser reaches it: words with a blank between them.</param>
/// <param name="Flags">1: may be backed up; 2: is.</param>
/// <param name="CreatedAt">When it was made (milliseconds).</param>
public sealed record StoredPasskey(byte[] Credential, byte[] PublicKey, long SignCount, string Transports, long Flags, long CreatedAt) {
    private const long BackupEligible = 1;
    private const long BackedUp = 2;

    // Transports are words of a short list; a stranger's longer one is cut to what a row should have.
    private const int TransportsMax = 8;
    private const int TransportCharsMax = 32;

    /// <summary>As the handler takes it. What an authenticator says of its make is not kept: nothing here asks for it.</summary>
    public UserPasskeyInfo Info() => new(
        Credential, PublicKey, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), (uint)SignCount, Transports.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        isUserVerified: true, (Flags & BackupEligible) != 0, (Flags & BackedUp) != 0, attestationObject: [], clientDataJson: []);

    /// <summary>The flags of a row.</summary>
    public static long FlagsOf(UserPasskeyInfo info) => (info.IsBackupEligible ? BackupEligible : 0) | (info.IsBackedUp ? BackedUp : 0);

    /// <summary>The transports of a row.</summary>
    public static string TransportsOf(UserPasskeyInfo info) => string.Join(' ', (info.Transports ?? [])
        .Where(t => t.Length is > 0 and <= TransportCharsMax && t.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Take(TransportsMax));
}
