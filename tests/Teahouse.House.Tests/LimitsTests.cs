using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>All limits of a module stand on one page, each with its unit and where it comes from.</summary>
public sealed class LimitsTests {
    [Fact]
    public void Every_limit_says_what_it_is() => Rule.Holds(
        HouseFiles.Sources.Where(IsPage).SelectMany(Undocumented),
        "A limit says in its doc comment what it limits, in which unit, and why it is what it is.");

    [Fact]
    public void Every_module_has_its_page_of_limits() => Rule.Holds(
        HouseFiles.Projects.Keys.Where(p => !HouseFiles.Sources.Any(s => s.Project == p && IsPage(s))),
        "A module's limits stand in <Module>Limits.cs.");

    [Fact]
    public void A_limit_without_a_word_is_found() => Assert.Equal(
        ["src/X/XLimits.cs:3"],
        Undocumented(new("src/X/XLimits.cs", "class XLimits {\n    /// <summary>Bytes.</summary>\n    const int A = 1; const int B = 2;\n}\n")));

    [Theory]
    [InlineData("PasswordCharsMin", "PASSWORD_CHARS_MIN")]
    [InlineData("HandleCharsMax", "HANDLE_CHARS_MAX")]
    public void The_app_asks_for_what_the_house_takes(string ours, string theirs) => Assert.Equal(
        Number("src/Teahouse.People/PeopleLimits.cs", ours), Number("web/src/matrix/limits.ts", theirs));

    private static int Number(string path, string constant) =>
        int.Parse(Regex.Match(File.ReadAllText(Path.Combine(HouseFiles.Root, path)), $@"\b{constant} = (\d+);").Groups[1].Value, CultureInfo.InvariantCulture);

    private static bool IsPage(SourceFile source) => source.Path.EndsWith($"/{source.Project.Split('.')[^1]}Limits.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Undocumented(SourceFile source) =>
        source.Syntax.DescendantNodes().OfType<FieldDeclarationSyntax>().Where(f => !f.GetLeadingTrivia().ToString().Contains("///", StringComparison.Ordinal))
            .Select(source.At);
}
