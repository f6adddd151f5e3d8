using System.Text.RegularExpressions;
using Teahouse.Host.Settings;

namespace Teahouse.House.Tests;

/// <summary>The documents say what is there, and what is there is in the documents.</summary>
public sealed partial class DocsTests {
    [Fact]
    public void Every_setting_is_explained() => Rule.Holds(
        from setting in Setting.All
        from page in (string[])["README.md", "docs/OPERATIONS.md"]
        where !HouseFiles.Text(page).Contains($"`{setting.Option}", StringComparison.Ordinal)
        select $"{page}: {setting.Option}",
        "A setting stands in the README and in docs/OPERATIONS.md.");

    [Fact]
    public void Every_refusal_has_its_page() {
        var pages = HouseFiles.Files("docs/errors", ".md").Select(f => Path.GetFileNameWithoutExtension(f)!).ToHashSet();
        var problems = HouseFiles.Text("src/Teahouse.People/Requests/Problem.cs");
        var codes = HouseFiles.Sources.SelectMany(s => CodesIn(s.Text)).Concat(Translated().Matches(problems).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.Contains("lastWayIn", codes);
        Rule.Holds(codes.Except(pages), "A refusal of our own APIs has its page in docs/errors: what happened, and what one can do.");
        Rule.Holds(pages.Except([.. codes, "README"]), "A page in docs/errors is about a refusal that the server gives.");
    }

    [Fact]
    public void The_app_knows_every_refusal() {
        var model = HouseFiles.Text("web/src/matrix/model/problems.ts");
        var known = Quoted().Matches(model[model.IndexOf("export type ProblemCode", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).ToHashSet();
        Rule.Holds(
            CodesIn(HouseFiles.Text("src/Teahouse.People/Requests/Problem.cs")).Except(known),
            "A refusal of /people/v1 is a ProblemCode of web/src/matrix/model/problems.ts, so that a screen can say it.");
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() => Rule.Holds(
        from page in Pages()
        from target in LinksIn(HouseFiles.Text(page))
        where !Exists(Path.Combine(HouseFiles.Root, Path.GetDirectoryName(page)!, target))
        select $"{page}: {target}",
        "A link in a document leads to a file that exists.");

    [Fact]
    public void What_is_said_to_stop_an_attacker_is_held_by_a_test() {
        const string page = "docs/THREATS.md";
        var inServer = HouseFiles.Files("tests", ".cs").SelectMany(f => TestName().Matches(HouseFiles.Text(f))).Select(m => m.Groups[1].Value).ToHashSet();
        var scripts = HouseFiles.Files("tests/clients", ".test.mjs").Concat(HouseFiles.Files("web", ".test.ts", ".test.tsx"))
            .ToLookup(f => Path.GetFileName(f)!, HouseFiles.Text);
        var rows = HouseFiles.Text(page).Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.EndsWith("| held by |", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rows);
        Rule.Holds(rows.Where(r => !TestsIn(r).Any()).Select(r => $"{page}: {r}"), "A row names the test that holds it.");
        Rule.Holds(
            TestsIn(HouseFiles.Text(page)).Where(t => t.Split(": ", 2) is [var file, var title]
                ? !scripts[file].Any(s => s.Contains($"test(\"{title}\"", StringComparison.Ordinal)) : !inServer.Contains(t)).Select(t => $"{page}: {t}"),
            "A test that a document names exists.");
    }

    [Fact]
    public void Codes_and_links_are_found() {
        Assert.Equal(["A_thief_finds_nothing", "x.test.ts: a thief, too"], TestsIn("| a | `no-store` | `A_thief_finds_nothing`, `x.test.ts: a thief, too` |"));
        Assert.Equal(["lastWayIn"], CodesIn("new Problem(409, \"lastWayIn\", \"t\")"));
        Assert.Equal(["docs/X.md"], LinksIn("[a](docs/X.md#part) [b](https://example.org) [c](#here)"));
        Assert.False(Exists(Path.Combine(HouseFiles.Root, "docs/no-such-page.md")));
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(HouseFiles.Root, "*.md").Select(f => Path.GetFileName(f)).Concat(HouseFiles.Files("docs", ".md"));

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<string> LinksIn(string text) =>
        Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal));

    private static IEnumerable<string> TestsIn(string text) => NamedTest().Matches(text).Select(m => m.Groups[1].Value);

    private static IEnumerable<string> CodesIn(string source) => Code().Matches(source).Select(m => m.Groups[1].Value);

    /// <summary>A test as a document names it: a sentence of a C# test, or file and title of another.</summary>
    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]*(?:_[A-Za-z0-9]+){2,}|[\w-]+\.test\.(?:ts|mjs): [^`]+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex("""new(?: Problem)?\(\s*\d{3}, "([a-z][A-Za-z]+)",""")]
    private static partial Regex Code();

    /// <summary>How Matrix' refusals are called in our own API.</summary>
    [GeneratedRegex("""(?:=>|\?|:) "([a-z][A-Za-z]+)"[,;\s]""")]
    private static partial Regex Translated();

    [GeneratedRegex("""\| "(\w+)["]""")]
    private static partial Regex Quoted();
}
