namespace Teahouse.People.Requests;

/// <summary>Which pages may use our own API from a browser: those of this house. Matrix clients are pages of anybody's, our own API is for our own.</summary>
internal static class OwnPages {
    /// <summary>Whether an Origin header names a page of the house at that address. On localhost any port counts, as any name of it does.</summary>
    public static bool Include(string origin, Uri publicUrl) =>
        origin == publicUrl.GetLeftPart(UriPartial.Authority)
        || (publicUrl.Host == "localhost" && Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme == publicUrl.Scheme
            && page.Host is "localhost" or "127.0.0.1" or "[::1]");
}
