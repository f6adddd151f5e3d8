namespace Teahouse.People.Sessions;

/// <summary>What an access token stands for, as the cache holds it.</summary>
/// <param name="Person">Who, on which device.</param>
/// <param name="Access">SHA-256 of the access token.</param>
/// <param name="ExpiresAt">When the access token must be refreshed (milliseconds), or null.</param>
/// <param name="TrustedUntil">Until when no further proof is asked for (milliseconds); 0 for most.</param>
internal sealed record Session(Person Person, byte[] Access, long? ExpiresAt, long TrustedUntil) {
    private long seenAt;

    /// <summary>Whether this use of the device must be written down; true for one caller only.</summary>
    public bool MustBeSeen(long now) {
        var before = Volatile.Read(ref seenAt);
        return now - before >= TimeSpan.FromMinutes(PeopleLimits.SeenEveryMinutes).TotalMilliseconds
            && Interlocked.CompareExchange(ref seenAt, now, before) == before;
    }

    /// <summary>Remembers what the database says of the device's last use.</summary>
    public Session SeenAt(long at) {
        seenAt = at;
        return this;
    }
}
