namespace Teahouse.Host.Serving;

/// <summary>
/// The wallet's page and its files, as <c>./run</c> published them: at the pay address only, where nothing of the app's is. They lie in a
/// folder of their own, which nobody can name in a path (<see cref="AddressCheck"/>).
/// </summary>
internal static class WalletFiles {
    /// <summary>Where they lie.</summary>
    public const string Under = "/wallet";

    private const string Page = "/index.html";

    /// <summary>
    /// As the app's, without its pictures from memory; WebAssembly reads what a till's camera sees. No script makes page or script out of
    /// text, but for the address of the worker that keeps the wallet for when there is no network.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; "
        + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'; "
        + "require-trusted-types-for 'script'; trusted-types teahouse-worker";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "wwwroot" + Under);

    private static readonly HashSet<string> Beside = Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Select(file => "/" + Path.GetFileName(file))] : [];

    private static bool Exist => File.Exists(Folder + Page);

    /// <summary>Leads a request at the pay address to the file that it asks for; false where there is none of that name.</summary>
    public static bool Find(HttpContext http) {
        var path = http.Request.Path;
        if (!Exist || path != "/" && !path.StartsWithSegments(AppFiles.Hashed, StringComparison.Ordinal) && !Beside.Contains(path.Value!)) return false;
        http.Request.Path = Under + (path == "/" ? Page : path);
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return true;
    }
}
