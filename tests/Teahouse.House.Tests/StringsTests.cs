using System.Text.RegularExpressions;

namespace Teahouse.House.Tests;

/// <summary>Every sentence of the app is there in every language.</summary>
public sealed partial class StringsTests {
    private const string Folder = "web/src/strings";

    [Fact]
    public void Every_sentence_is_translated() => Rule.Holds(
        from file in HouseFiles.Files(Folder, ".po")
        from sentence in Untranslated(HouseFiles.Text(file), isSource: file.EndsWith("/en.po", StringComparison.Ordinal))
        select $"{file}: {sentence}",
        "A sentence of the app has a translation that somebody has read (no fuzzy mark).");

    [Fact]
    public void Every_language_has_the_same_sentences() {
        var files = HouseFiles.Files(Folder, ".po").ToDictionary(f => f, f => Entries(HouseFiles.Text(f)).Select(e => e.Id).ToHashSet());
        Rule.Holds(
            from one in files
            from other in files
            where Path.GetDirectoryName(one.Key) == Path.GetDirectoryName(other.Key)
            from sentence in one.Value.Except(other.Value)
            select $"{other.Key} lacks: {sentence}",
            "Run npm run extract in web/, and translate what is new.");
    }

    [Fact]
    public void A_translation_keeps_what_is_filled_in() => Rule.Holds(
        from file in HouseFiles.Files(Folder, ".po")
        from entry in Entries(HouseFiles.Text(file))
        where entry.Text.Length > 0
        from hole in Holes(entry.Source).Except(Holes(entry.Text))
        select $"{file}: {entry.Source} lacks {hole}",
        "What stands in braces or tags in English stands in every translation.");

    [Fact]
    public void What_is_untranslated_is_found() {
        const string po = "msgid \"\"\nmsgstr \"\"\n\"Language: zh\\n\"\n\n#. js-lingui-explicit-id\nmsgid \"a\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"乙\"\n\nmsgid \"c {n}\"\nmsgstr \"丙 {n}\"\n";
        Assert.Equal(["a", "b"], Untranslated(po, isSource: false));
        Assert.Empty(Holes("c {n}").Except(Holes("丙 {n}")));
        Assert.Equal(["{n}"], Holes("c {n}").Except(Holes("丙")));
        Assert.Equal(["{n}", "{who}"], Holes("{n, plural, one {Yes} other {# of {who}}}"));
    }

    private static IEnumerable<string> Untranslated(string po, bool isSource) =>
        Entries(po).Where(e => (e.Text.Length == 0 && !isSource) || e.IsFuzzy).Select(e => e.Id);

    private static IEnumerable<(string Id, string Source, string Text, bool IsFuzzy)> Entries(string po) {
        foreach (var block in po.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)) {
            var lines = block.Split('\n').Where(l => !l.StartsWith("#~", StringComparison.Ordinal)).ToList();
            var id = Field(lines, "msgid");
            if (id.Length == 0) continue;
            var english = lines.FirstOrDefault(l => l.StartsWith("#. ", StringComparison.Ordinal) && l.Contains('{', StringComparison.Ordinal));
            var isExplicit = lines.Contains("#. js-lingui-explicit-id");
            yield return (id, isExplicit ? english ?? "" : id, Field(lines, "msgstr"), lines.Any(l => l.StartsWith("#,", StringComparison.Ordinal) && l.Contains("fuzzy", StringComparison.Ordinal)));
        }
    }

    /// <summary>A field may run over several lines, each in quotation marks.</summary>
    private static string Field(List<string> lines, string name) {
        var start = lines.FindIndex(l => l.StartsWith(name + " ", StringComparison.Ordinal));
        if (start < 0) return "";
        var parts = lines.Skip(start + 1).TakeWhile(l => l.StartsWith('"')).Prepend(lines[start][(name.Length + 1)..]);
        return string.Concat(parts.Select(p => p.Trim()[1..^1]));
    }

    /// <summary>What is filled in: the names in braces, and those within the arms of a plural, but not the arms themselves.</summary>
    private static IEnumerable<string> Holes(string text) {
        var depth = 0;
        for (var i = 0; i < text.Length; i++) {
            if (text[i] == '}') depth--;
            if (text[i] != '{' || ++depth % 2 == 0) continue;
            if (Hole().Match(text, i) is { Success: true } hole) yield return $"{{{hole.Groups[1].Value}}}";
        }
    }

    [GeneratedRegex(@"\G\{(\w+)[},]")]
    private static partial Regex Hole();
}
