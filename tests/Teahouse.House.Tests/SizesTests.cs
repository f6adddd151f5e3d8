using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>Small files, short functions: one thing at a time in a reader's head.</summary>
public sealed class SizesTests {
    private const int FileLinesMax = 300;
    private const int FunctionLinesMax = 50;

    [Fact]
    public void Files_and_functions_are_short() => Ratchet.Holds(
        "sizes",
        HouseFiles.Sources.Select(s => (s.Path, Count: TooLong(s).Count()))
            .Concat(HouseFiles.Files("web/src", ".ts", ".tsx").Where(f => !HouseFiles.IsMade(HouseFiles.Text(f))).Select(f => (Path: f, Count: TooLongScript(HouseFiles.Text(f)).Count())))
            .Where(f => f.Count > 0).ToDictionary(f => f.Path, f => f.Count),
        $"A file has at most {FileLinesMax} lines, a function {FunctionLinesMax}. Take out what has a name of its own.");

    [Fact]
    public void What_is_too_long_is_found() {
        var body = string.Concat(Enumerable.Repeat("        i++;\n", FunctionLinesMax));
        Assert.Equal(["Long"], TooLong(new("src/X/A.cs", $"class A {{\n    void Long(int i) {{\n{body}    }}\n    void Short() {{ }}\n}}\n")));
        Assert.Single(TooLong(new("src/X/A.cs", string.Concat(Enumerable.Repeat("// a\n", FileLinesMax + 1)))));
        Assert.Single(TooLongScript($"export function Long() {{\n{body}}}\n\nconst short = () => {{\n  return 1;\n}};\n"));
        Assert.Empty(TooLongScript("export interface Plain {\n  a: string;\n}\n"));
    }

    private static IEnumerable<string> TooLong(SourceFile source) {
        if (source.Text.AsSpan().Count('\n') > FileLinesMax) yield return source.Path;
        foreach (var function in source.Syntax.DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax)) {
            if (Lines(function) > FunctionLinesMax) yield return Name(function);
        }
    }

    private static int Lines(SyntaxNode node) {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(SyntaxNode function) => function switch {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => function.Kind().ToString(),
    };

    /// <summary>The formatter puts a function's last line where its first begins, so that indentation tells where it ends.</summary>
    private static IEnumerable<string> TooLongScript(string text) {
        var lines = text.Split('\n');
        if (lines.Length > FileLinesMax + 1) yield return "file";
        for (var i = 0; i < lines.Length; i++) {
            if (!OpensFunction(lines[i])) continue;
            var indent = lines[i][..^lines[i].TrimStart().Length];
            var end = Array.FindIndex(lines, i + 1, l => l.StartsWith(indent + "}", StringComparison.Ordinal));
            if (end - i + 1 > FunctionLinesMax) yield return lines[i].Trim();
        }
    }

    private static bool OpensFunction(string line) =>
        line.EndsWith("=> {", StringComparison.Ordinal)
        || (line.EndsWith('{') && (line.Contains("function ", StringComparison.Ordinal) || line.Contains("function*", StringComparison.Ordinal)));
}
