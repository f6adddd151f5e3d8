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
        var codes = CodesIn(problems).Concat(Translated().Matches(problems).Select(m => m.Groups[1].Value)).ToHashSet();
        Assert.Contains("lastWayIn", codes);
        Rule.Holds(codes.Except(pages), "A refusal of /people/v1 has its page in docs/errors: what happened, and what one can do.");
        Rule.Holds(pages.Except([.. codes, "README"]), "A page in docs/errors is about a refusal that the server gives.");
    }

    [Fact]
    public void The_app_knows_every_refusal() {
        var model = HouseFiles.Text("web/src/matrix/model.ts");
        var known = Quoted().Matches(model[model.IndexOf("export type ProblemCode", StringComparison.Ordinal)..]).Select(m => m.Groups[1].Value).ToHashSet();
        Rule.Holds(
            CodesIn(HouseFiles.Text("src/Teahouse.People/Requests/Problem.cs")).Except(known),
            "A refusal of /people/v1 is a ProblemCode of web/src/matrix/model.ts, so that a screen can say it.");
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() => Rule.Holds(
        from page in Pages()
        from target in LinksIn(HouseFiles.Text(page))
        where !Exists(Path.Combine(HouseFiles.Root, Path.GetDirectoryName(page)!, target))
        select $"{page}: {target}",
        "A link in a document leads to a file that exists.");

    [Fact]
    public void Codes_and_links_are_found() {
        Assert.Equal(["lastWayIn"], CodesIn("new Problem(409, \"lastWayIn\", \"t\")"));
        Assert.Equal(["docs/X.md"], LinksIn("[a](docs/X.md#part) [b](https://example.org) [c](#here)"));
        Assert.False(Exists(Path.Combine(HouseFiles.Root, "docs/no-such-page.md")));
    }

    private static IEnumerable<string> Pages() =>
        Directory.GetFiles(HouseFiles.Root, "*.md").Select(f => Path.GetFileName(f)).Concat(HouseFiles.Files("docs", ".md"));

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static IEnumerable<string> LinksIn(string text) =>
        Link().Matches(text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith("mailto:", StringComparison.Ordinal));

    private static IEnumerable<string> CodesIn(string source) => Code().Matches(source).Select(m => m.Groups[1].Value);

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
