using System.Security.Cryptography;

namespace Teahouse.People.Handles;

/*  What a handle may be.
    (1) Matrix' grammar for a user id's first part, lower case: a-z 0-9 . _ = - +, without its slash, which addresses on the web swallow.
    (2) A letter or digit first and last, so that a sentence's full stop is no part of it.
    (3) Not a word with which somebody would speak for the house, however it is spelt with digits.
    (4) Nothing that looks like a handle that there is or ever was: the same but for dots and dashes, 0 for o, 1 for l, rn for m, vv for w. */

/// <summary>Why a handle cannot be had.</summary>
internal enum HandleRefusal {
    /// <summary>It has characters that a handle cannot have, or too many.</summary>
    Invalid,
    /// <summary>It would speak for the house.</summary>
    Reserved,
}

/// <summary>What a handle may be, and which ones look alike.</summary>
internal static class Handle {
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";
    private const string Separators = "._=-+";

    private static readonly HashSet<string> Reserved = [.. new[] {
        "abuse", "account", "admin", "administrator", "all", "anonymous", "bank", "clinic", "everybody", "everyone", "guest", "help", "helpdesk",
        "here", "host", "hostmaster", "house", "info", "mail", "market", "me", "moderator", "nobody", "noreply", "notice", "notices", "null",
        "official", "operator", "oversight", "owner", "pay", "payment", "people", "police", "postmaster", "register", "room", "root", "security",
        "server", "service", "staff", "supervisor", "support", "sysadmin", "system", "talk", "team", "teahouse", "undefined", "wallet", "webmaster",
    }.Select(Spoken)];

    /// <summary>Decides by the handle alone whether it may be taken.</summary>
    public static HandleRefusal? Judge(string handle, string serverName) {
        if (!IsGrammatical(handle) || handle.Length + serverName.Length + 2 > PeopleLimits.UserIdBytesMax) return HandleRefusal.Invalid;
        if (!IsLetterOrDigit(handle[0]) || !IsLetterOrDigit(handle[^1])) return HandleRefusal.Invalid;
        return Reserved.Contains(Spoken(handle)) ? HandleRefusal.Reserved : null;
    }

    /// <summary>Whether it has the characters and the length of a handle: nobody needs to look for one that has not.</summary>
    public static bool IsGrammatical(string handle) => handle.Length is > 0 and <= PeopleLimits.HandleCharsMax
        && handle.All(c => IsLetterOrDigit(c) || Separators.Contains(c, StringComparison.Ordinal));

    /// <summary>A handle as it was meant by whoever typed capitals: phones begin a word with one.</summary>
    public static string Meant(string typed) => string.Concat(typed.Select(c => char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c) : c));

    /// <summary>What the eye makes of a handle. Two that look alike have the same; a handle that looks like itself has itself.</summary>
    public static string LooksLike(string handle) {
        var plain = string.Concat(handle.Where(IsLetterOrDigit)).Replace('0', 'o').Replace('1', 'l');
        string before;
        do {
            before = plain;
            plain = plain.Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);
        } while (plain != before);
        return plain;
    }

    /// <summary>A handle for somebody who named none.</summary>
    public static string MakeUp() => RandomNumberGenerator.GetString(Letters, PeopleLimits.MadeUpHandleChars);

    /// <summary>What is read where digits stand for letters: for the reserved words, where a stricter eye does no harm.</summary>
    private static string Spoken(string handle) => string.Concat(LooksLike(handle).Select(c => c switch {
        'i' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        _ => c,
    }));

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
