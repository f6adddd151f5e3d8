using Microsoft.Net.Http.Headers;

namespace Teahouse.Talk.Media;

/// <summary>The header that says whether to show or to save, and under which name (RFC 6266).</summary>
internal static class Disposition {
    /// <summary>The header's value.</summary>
    public static string Of(bool inline, string? fileName) {
        var header = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        if (!string.IsNullOrEmpty(fileName)) header.SetHttpFileName(fileName);
        return header.ToString();
    }

    /// <summary>A file name as it is kept: no control characters, not too long, and never half a character.</summary>
    public static string? Storable(string? fileName) {
        if (string.IsNullOrEmpty(fileName)) return null;
        var runes = fileName.EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r)).Take(TalkLimits.FileNameCharsMax);
        return string.Concat(runes) is { Length: > 0 } kept ? kept : null;
    }
}
