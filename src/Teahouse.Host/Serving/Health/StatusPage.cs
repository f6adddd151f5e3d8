using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Teahouse.Host.Serving.Health;

/// <summary>The status page: plain, in both languages at once, without a script, so that it shows also when the app does not.</summary>
internal static class StatusPage {
    private const string Style =
        """
        body { font: 1.0625rem/1.6 system-ui, "Noto Sans SC", sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1.25rem; color: #22262a; background: #fbfaf7; }
        h1 { font-size: 1.375rem; font-weight: 600; } li { margin: .75rem 0; } ul { list-style: none; padding: 0; }
        small { color: #5b6268; } .no { color: #a3261b; font-weight: 600; }
        @media (prefers-color-scheme: dark) { body { color: #e8e6e1; background: #16181a; } small { color: #a2a8ad; } .no { color: #ff9a8d; } }
        """;

    /// <summary>Nothing but its own style.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>The page.</summary>
    public static string Html(string serverName, HealthReport report) {
        var name = HtmlEncoder.Default.Encode(serverName);
        var (english, chinese) = report.IsWell ? ("Everything works.", "一切正常。") : ("Something does not work.", "有部分功能不正常。");
        return
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
            <title>{name}: {english}</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>{name}</h1>
            <p>{english}<br><span lang="zh">{chinese}</span></p>
            <ul>
            {string.Join('\n', report.Parts.Select(p => Line(p.Key, p.Value)))}
            </ul>
            <p><small>Teahouse {HtmlEncoder.Default.Encode(report.Version)}</small></p>
            </body>
            </html>
            """;
    }

    private static string Line(HealthPart part, bool isWell) {
        var (english, chinese) = Name(part);
        var (word, character) = isWell ? ("works", "正常") : ("does not work", "不正常");
        return $"""<li{(isWell ? "" : " class=\"no\"")}>{english}: {word}<br><span lang="zh">{chinese}：{character}</span></li>""";
    }

    private static (string English, string Chinese) Name(HealthPart part) => part switch {
        HealthPart.Database => ("Database", "数据库"),
        HealthPart.Migrations => ("Tables up to date", "数据表版本"),
        HealthPart.Disk => ("Room on the disk", "磁盘空间"),
        HealthPart.Media => ("Pictures and files", "图片和文件"),
        HealthPart.Silo => ("Message delivery", "消息传送"),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
