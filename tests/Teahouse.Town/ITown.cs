namespace Teahouse.Town;

/// <summary>A house that is served: by one process, or by several behind a balancer.</summary>
public interface ITown {
    /// <summary>A client of it; with an access token, that person's.</summary>
    HttpClient Client(string? accessToken = null);
}
