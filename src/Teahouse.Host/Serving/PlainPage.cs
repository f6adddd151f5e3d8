using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Teahouse.Host.Serving;

/// <summary>A page that the server writes itself: plain, in both languages at once, without a script, so that it shows also when the app does not.</summary>
internal static class PlainPage {
    /// <summary>What it is, for a browser.</summary>
    public const string ContentType = "text/html; charset=utf-8";

    private const string Style =
        """
        body { font: 1.0625rem/1.6 system-ui, "Noto Sans SC", sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1.25rem; color: #22262a; background: #fbfaf7; }
        h1 { font-size: 1.375rem; font-weight: 600; } li { margin: .75rem 0; } ul { list-style: none; padding: 0; }
        small { color: #5b6268; } .no { color: #a3261b; font-weight: 600; } a { color: #2b6f5e; }
        @media (prefers-color-scheme: dark) { body { color: #e8e6e1; background: #16181a; } small { color: #a2a8ad; } .no { color: #ff9a8d; } a { color: #86c4ae; } }
        """;

    /// <summary>Nothing but its own style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The page of that house, with a title and what stands in it.</summary>
    public static string Html(string serverName, string title, string body) {
        var name = HtmlEncoder.Default.Encode(serverName);
        return
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{name}: {title}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{name}</h1>
            {body}
            </body>
            </html>
            """;
    }
}
