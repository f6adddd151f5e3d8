namespace Teahouse.People;

/// <summary>Who may register a handle here.</summary>
public enum RegistrationRule {
    /// <summary>Anybody.</summary>
    Open,
    /// <summary>Whoever holds a registration token from <c>teahouse people invite</c>.</summary>
    Token,
    /// <summary>Nobody.</summary>
    Closed,
}

/// <summary>What this house is called and where it stands; fixed at first start.</summary>
/// <param name="ServerName">The part of every user id after the colon (Matrix, "Server name").</param>
/// <param name="PublicUrl">The app's address, without a slash at its end: browsers, passkeys and links use it.</param>
/// <param name="PayUrl">The wallet's address, likewise: a host of its own, so that no script of the app reaches the money.</param>
/// <param name="Registration">Who may register.</param>
/// <param name="RateLimits">Whether rate limits hold; off only on localhost, for tests.</param>
public sealed record House(string ServerName, Uri PublicUrl, Uri PayUrl, RegistrationRule Registration, bool RateLimits) {
    /// <summary>Which house this is, made at first start: another one that answers at the same address has another.</summary>
    public string Id { get; init; } = "";
}
