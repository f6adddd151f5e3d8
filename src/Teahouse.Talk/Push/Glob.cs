namespace Teahouse.Talk.Push;

/// <summary>
/// A glob of the appendices, "Glob-style matching": <c>*</c> any characters, <c>?</c> exactly one; case does not count.
/// Between two stars the leftmost place of a piece is always as good as any later one, so nothing is ever tried twice: a match
/// costs at most text × pattern steps, and <see cref="Budget"/> ends it earlier.
/// </summary>
internal sealed class Glob {
    // A search for one character is vectorised: about this many characters cost as much as one step of matching.
    private const int CharsPerStep = 16;

    private readonly string[] pieces;

    private Glob(string[] pieces) => this.pieces = pieces;

    /// <summary>Steps that matching one event may still take. A person whose rules need more is not notified by those that are left.</summary>
    public sealed class Budget {
        private long left = TalkLimits.PushMatchStepsMax;

        /// <summary>Takes steps; false when there are none left.</summary>
        public bool Take(int steps) => (left -= steps) >= 0;
    }

    /// <summary>Compiles a pattern.</summary>
    public static Glob Of(string pattern) => new(Fold(pattern).Split('*'));

    /// <summary>How case is folded. Texts given to the matching methods must have gone through this.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>Whether the pattern covers the whole text.</summary>
    public bool MatchesWhole(string folded, Budget budget) =>
        pieces.Length == 1
            ? PieceEnd(pieces[0], folded, 0, budget) == folded.Length
            : PieceEnd(pieces[0], folded, 0, budget) is >= 0 and var end && Rest(folded, end, e => e == folded.Length, budget);

    /// <summary>Whether the pattern covers a part of the text that starts and ends at a word boundary.</summary>
    public bool MatchesWords(string folded, Budget budget) {
        if (pieces.Length == 1) return Find(pieces[0], folded, 0, IsBoundary, IsBoundary, budget) >= 0;
        var end = Find(pieces[0], folded, 0, IsBoundary, static (_, _) => true, budget);
        return end >= 0 && Rest(folded, end, e => IsBoundary(folded, e), budget);
    }

    /// <summary>Whether a literal text (a display name) stands in the text between word boundaries.</summary>
    public static bool ContainsWords(string folded, string literal, Budget budget) {
        var sought = Fold(literal);
        for (var from = 0; from <= folded.Length && budget.Take(sought.Length + 1); from++) {
            var at = folded.IndexOf(sought, from, StringComparison.Ordinal);
            if (at < 0 || !budget.Take((at - from) / CharsPerStep)) return false;
            if (IsBoundary(folded, at) && IsBoundary(folded, at + sought.Length)) return true;
            from = at;
        }
        return false;
    }

    private bool Rest(string text, int from, Func<int, bool> endsWell, Budget budget) {
        for (var i = 1; i < pieces.Length - 1; i++) {
            from = Find(pieces[i], text, from, static (_, _) => true, static (_, _) => true, budget);
            if (from < 0) return false;
        }
        return Find(pieces[^1], text, from, static (_, _) => true, (_, end) => endsWell(end), budget) >= 0;
    }

    private static int Find(string piece, string text, int from, Func<string, int, bool> startsWell, Func<string, int, bool> endsWell, Budget budget) {
        for (var at = from; at <= text.Length; at++) {
            if (!budget.Take(1)) return -1;
            if (piece.Length > 0 && piece[0] != '?') {
                var next = text.IndexOf(piece[0], at);
                if (next < 0 || !budget.Take((next - at) / CharsPerStep)) return -1;
                at = next;
            }
            if (SplitsPair(text, at) || !startsWell(text, at)) continue;
            var end = PieceEnd(piece, text, at, budget);
            if (end >= 0 && endsWell(text, end)) return end;
        }
        return -1;
    }

    private static int PieceEnd(string piece, string text, int at, Budget budget) {
        foreach (var wanted in piece) {
            if (at >= text.Length || !budget.Take(1)) return -1;
            if (wanted == '?') at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            else if (text[at++] != wanted) return -1;
        }
        return at;
    }

    private static bool SplitsPair(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    private static bool IsBoundary(string text, int at) =>
        at == 0 || at == text.Length || !IsWord(text[at - 1]) || !IsWord(text[at]);

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
