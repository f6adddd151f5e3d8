using System.Collections.Frozen;

namespace Teahouse.People.SignIn;

/// <summary>Passwords that a guesser tries first: the ones that most people take, steps along the keyboard or the alphabet, and a few signs over and over.</summary>
internal static class GuessedPasswords {
    private const int DifferentCharsMin = 4;

    /// <summary>The most common ones in published collections, without what people put behind them.</summary>
    private static readonly FrozenSet<string> Common = (
        "password passwort passw0rd p@ssword p@ssw0rd letmein welcome iloveyou sunshine princess football baseball superman batman master "
        + "monkey dragon shadow michael jennifer trustno1 starwars whatever computer internet samsung liverpool chelsea arsenal charlie "
        + "admin administrator changeme default guest secret qwerty qwertyui qwertyuiop qwertz qazwsx qazwsxedc asdfghjk asdfghjkl zxcvbnm "
        + "1q2w3e4r 1q2w3e4r5t 1qaz2wsx q1w2e3r4 abc12345 abcd1234 a1b2c3d4 woaini woaini1314 wo123456 qq123456 a123456 aa123456 abc123456 "
        + "123123 123321 112233 11223344 147258369 159753 5201314 5211314 1314520 7758521 88888888 66668888 teahouse").Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is one of them, or the handle with something behind it.</summary>
    public static bool Have(string password, string handle) {
        var bare = Bare(password);
        return Common.Contains(password) || Common.Contains(bare)
            || (handle.Length > 0 && bare.Equals(Bare(handle), StringComparison.OrdinalIgnoreCase))
            || password.Distinct().Count() < DifferentCharsMin
            || IsWalk(password);
    }

    /// <summary>Without digits and signs at the end; all where nothing else is there.</summary>
    private static string Bare(string text) => text.TrimEnd([.. "0123456789!?.,-_#*@$ "]) is { Length: > 0 } bare ? bare : text;

    /// <summary>Each character the next or the one before: 12345678, hgfedcba.</summary>
    private static bool IsWalk(string text) => Steps(text, 1) || Steps(text, -1);

    private static bool Steps(string text, int by) {
        for (var i = 1; i < text.Length; i++) {
            var wraps = text[i - 1] == '9' && text[i] == '0' && by == 1;
            if (text[i] - text[i - 1] != by && !wraps) return false;
        }
        return true;
    }
}
