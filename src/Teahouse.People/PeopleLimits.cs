namespace Teahouse.People;

/// <summary>Every limit of People: unit in the name, source beside it.</summary>
internal static class PeopleLimits {
    /// <summary>Ours: seconds between two looks for departures that something interrupted.</summary>
    public const int DeparturesFinishedEverySeconds = 3;

    /// <summary>Ours: user ids remembered by person; some 20 MiB when full.</summary>
    public const int CachedUserIdsMax = 100_000;

    /// <summary>Ours: characters of a handle. Matrix allows 255 bytes for the whole user id; a handle is read aloud.</summary>
    public const int HandleCharsMax = 64;

    /// <summary>Appendices, "User Identifiers": bytes of a whole user id.</summary>
    public const int UserIdBytesMax = 255;

    /// <summary>Ours: letters of a handle that the server makes up; 2^47 of them.</summary>
    public const int MadeUpHandleChars = 10;

    /// <summary>NIST SP 800-63B: characters that a password has at least.</summary>
    public const int PasswordCharsMin = 8;

    /// <summary>Ours: bytes of a password that are hashed at most.</summary>
    public const int PasswordBytesMax = 1_024;

    /// <summary>OWASP, "Password Storage Cheat Sheet": KiB of memory for one Argon2id hash.</summary>
    public const int PasswordHashKibibytes = 19_456;

    /// <summary>OWASP, as above: passes over that memory.</summary>
    public const int PasswordHashPasses = 2;

    /// <summary>Ours: hashes that run at once; four take 76 MiB.</summary>
    public const int PasswordHashesAtOnceMax = 4;

    /// <summary>Ours: hashes that wait for their turn before a caller is told to come again; some three seconds' worth.</summary>
    public const int PasswordHashesWaitingMax = 256;

    /// <summary>Ours: bytes of a secret that a client carries; nobody guesses 256 bits.</summary>
    public const int SecretBytes = 32;

    /// <summary>Ours: characters of a token that a client may send; ours have 43.</summary>
    public const int TokenCharsMax = 256;

    /// <summary>Ours: how long an access token with a refresh token beside it lives (minutes).</summary>
    public const int AccessTokenMinutes = 60;

    /// <summary>DESIGN: a login token is spent within two minutes (milliseconds).</summary>
    public const int LoginTokenMilliseconds = 120_000;

    /// <summary>Ours: the operator's link waits for this long (hours).</summary>
    public const int LetInLinkHours = 48;

    /// <summary>Ours: who came in by recovery code or by the operator's link may set new ways in for this long (minutes).</summary>
    public const int TrustedMinutes = 30;

    /// <summary>Ours: for how long after signing up a person sets their first recovery code without further proof (minutes).</summary>
    public const int FirstRecoveryMinutes = 10;

    /// <summary>Ours: how long a passkey ceremony waits for its answer (minutes); the browser's own dialogue ends sooner.</summary>
    public const int CeremonyMinutes = 5;

    /// <summary>Ours: ceremonies before sign-in that wait at once; some 20 MiB. The oldest go first, so that a flood shortens the wait and shuts nobody out.</summary>
    public const int CeremoniesMax = 20_000;

    /// <summary>Ours: ceremonies of one person that wait at once.</summary>
    public const int CeremoniesPerPersonMax = 20;

    /// <summary>Ours: passkeys of one person.</summary>
    public const int PasskeysMax = 50;

    /// <summary>Ours: bytes of a request to our own API; a passkey's answer has about 4 KiB.</summary>
    public const int OwnBodyBytesMax = 65_536;

    /// <summary>Ours: characters of the name of a passkey or a device.</summary>
    public const int NameCharsMax = 200;

    /// <summary>Ours, after Matrix' size limit for ids: bytes of a device id.</summary>
    public const int DeviceIdBytesMax = 255;

    /// <summary>Ours: devices of one person.</summary>
    public const int DevicesMax = 500;

    /// <summary>Ours: how often a device's last use is written down at most (minutes).</summary>
    public const int SeenEveryMinutes = 10;

    /// <summary>Ours: sessions remembered in memory; some 30 MiB.</summary>
    public const int CachedSessionsMax = 50_000;

    /// <summary>DESIGN: a revocation holds everywhere within a second. Asked twice as often (milliseconds).</summary>
    public const int RevocationsAskedEveryMilliseconds = 500;

    /// <summary>Ours: how long a revocation stays for others to read (minutes); who asked last before that forgets all sessions.</summary>
    public const int RevocationsKeptMinutes = 30;

    /// <summary>Client-server API, "setProfileField": bytes of a whole profile, keys and values.</summary>
    public const int ProfileBytesMax = 65_536;

    /// <summary>Client-server API, "setProfileField": bytes of the name of a profile field.</summary>
    public const int ProfileKeyBytesMax = 255;

    /// <summary>Ours: characters of a display name.</summary>
    public const int DisplayNameCharsMax = 256;

    /// <summary>Ours: characters of an avatar's address.</summary>
    public const int AvatarUrlCharsMax = 1_000;

    /// <summary>Ours: characters of a reason for a suspension.</summary>
    public const int ReasonCharsMax = 1_000;

    /// <summary>Ours: buckets of one kind that are remembered; some 10 MiB.</summary>
    public const int RateBucketsMax = 100_000;

    /// <summary>
    /// What one person may do: how many at once, and how many a second from then on. A person's app starts with some dozens of reads
    /// and sends as fast as somebody types.
    /// </summary>
    public static Allowance ForPerson(Rate rate) => rate switch {
        Rate.Reading => new(400, 50),
        Rate.Sending => new(100, 10),
        Rate.Inviting => new(50, 1),
        Rate.Uploading => new(100, 5),
        Rate.SigningIn => new(30, 0.5),
        Rate.Registering => new(10, 0.1),
        _ => throw new ArgumentOutOfRangeException(nameof(rate)),
    };

    /// <summary>
    /// What all who come from one address and have not signed in may do together: a campus behind one address must get in. Signing in
    /// with a passkey takes three requests, and twenty passwords a second half a processor.
    /// </summary>
    public static Allowance ForAddress(Rate rate) => rate switch {
        Rate.Registering => new(100, 1),
        Rate.SigningIn => new(900, 20),
        _ => new(2_000, 200),
    };

    /// <summary>Wrong passwords for one handle from one address.</summary>
    public static Allowance FailuresForHandleAndAddress => new(10, 1 / 30.0);

    /// <summary>Wrong passwords, for whatever handle, from one address.</summary>
    public static Allowance FailuresForAddress => new(300, 5);

    /// <summary>
    /// Wrong passwords for one handle from an address that has used up its share, and for one device that somebody signs in on again:
    /// who types theirs right needs one.
    /// </summary>
    public static Allowance FirstTries => new(3, 1 / 3_600.0);

    /// <summary>Wrong passwords by which one device would prove whose it is.</summary>
    public static Allowance FailuresForDevice => new(10, 1 / 30.0);
}

/// <summary>A token bucket: how many at once, and how many a second from then on.</summary>
internal readonly record struct Allowance(double Burst, double PerSecond);
