namespace Teahouse.People.Sessions;

/// <summary>What a client gets for having proved who it acts for.</summary>
/// <param name="DeviceId">The device that the tokens belong to.</param>
/// <param name="AccessToken">Sent with each request.</param>
/// <param name="RefreshToken">Exchanged for the next pair; null when the access token does not expire.</param>
internal sealed record IssuedTokens(string DeviceId, string AccessToken, string? RefreshToken) {
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(PeopleLimits.AccessTokenMinutes);

    public static IssuedTokens New(string deviceId, bool refreshes) => new(deviceId, Secret.New(), refreshes ? Secret.New() : null);

    public long? ExpiresInMs => RefreshToken is null ? null : (long)Lifetime.TotalMilliseconds;

    /// <summary>When the access token ends, for one given out now.</summary>
    public long? ExpiresAt(long now) => ExpiresInMs is { } lifetime ? now + lifetime : null;
}
