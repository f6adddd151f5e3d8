using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Teahouse.Talk.Events;

/// <summary>What is an id (appendices, "Identifier Grammar"). User ids are taken as rooms may hold them, historical characters too.</summary>
internal static class MatrixIds {
    /// <summary>Whether this is a user id, <c>@localpart:server</c>.</summary>
    public static bool IsUserId(string text) => text.StartsWith('@') && HasLocalpartAndServer(text);

    /// <summary>Whether this is a room id, <c>!opaque:server</c> or, in newer rooms, <c>!hash</c>.</summary>
    public static bool IsRoomId(string text) => text.StartsWith('!') && text.Length > 1 && IsName(text)
        && (!text.Contains(':', StringComparison.Ordinal) || HasLocalpartAndServer(text));

    /// <summary>Whether this is a room alias, <c>#name:server</c>.</summary>
    public static bool IsAlias(string text) => text.StartsWith('#') && HasLocalpartAndServer(text);

    /// <summary>Whether this can be an event id: they are opaque.</summary>
    public static bool IsEventId(string text) => text.StartsWith('$') && text.Length > 1 && IsName(text);

    /// <summary>The server in an id: what stands after the first colon. Empty when there is none.</summary>
    public static string ServerOf(string id) => id.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? id[(colon + 1)..] : "";

    /// <summary>Whether this is a server name: a host with or without a port.</summary>
    public static bool IsServerName(string text) {
        var portAt = text.EndsWith(']') ? -1 : text.LastIndexOf(':');
        var host = portAt < 0 ? text : text[..portAt];
        if (portAt >= 0 && (text.Length - portAt - 1 is 0 or > 5 || !text.AsSpan(portAt + 1).ContainsOnlyDigits())) return false;
        if (host.StartsWith('[')) {
            return host.EndsWith(']') && IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var address)
                && address.AddressFamily == AddressFamily.InterNetworkV6 && !host.Contains('%', StringComparison.Ordinal);
        }
        return host.Length is > 0 and <= 255 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
    }

    /// <summary>Whether a text can name something at all: as long as an id may be, and of whole characters that every database keeps.</summary>
    public static bool IsName(string text) =>
        Encoding.UTF8.GetByteCount(text) <= TalkLimits.IdBytesMax && !text.Contains('\0', StringComparison.Ordinal) && IsUnicode(text);

    private static bool HasLocalpartAndServer(string text) {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IsName(text) && IsServerName(text[(colon + 1)..]);
    }

    private static bool IsUnicode(string text) {
        for (var i = 0; i < text.Length; i++) {
            if (!char.IsSurrogate(text[i])) continue;
            if (CharUnicodeInfo.GetUnicodeCategory(text, i) == UnicodeCategory.Surrogate) return false;
            i++;
        }
        return true;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
