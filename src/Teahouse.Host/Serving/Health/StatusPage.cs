using System.Text.Encodings.Web;

namespace Teahouse.Host.Serving.Health;

/// <summary>The status page: each part of the house, and whether it works.</summary>
internal static class StatusPage {
    /// <summary>The page.</summary>
    public static string Html(string serverName, HealthReport report) {
        var (english, chinese) = report.IsWell ? ("Everything works.", "一切正常。") : ("Something does not work.", "有部分功能不正常。");
        return PlainPage.Html(
            serverName, english,
            $"""
            <p>{english}<br><span lang="zh">{chinese}</span></p>
            <ul>
            {string.Join('\n', report.Parts.Select(p => Line(p.Key, p.Value)))}
            </ul>
            <p><small>Teahouse {HtmlEncoder.Default.Encode(report.Version)}</small></p>
            """);
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
