using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>What nobody names is not there for anybody. The compiler finds unused private members; this finds the others.</summary>
public sealed partial class DeadCodeTests {
    /// <summary>Names that frameworks call without our writing them.</summary>
    private static readonly HashSet<string> CalledByFrameworks = [
        "BindAsync", "InvokeAsync",
        .. HouseFiles.Assemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetInterfaces())
            .Where(i => !HouseFiles.Assemblies.Contains(i.Assembly)).SelectMany(i => i.GetMembers()).Select(m => m.Name)];

    [Fact]
    public void Every_member_is_named_somewhere() {
        var dead = Dead(HouseFiles.Sources, CalledByFrameworks).ToList();
        Ratchet.Holds(
            "dead-code", dead.GroupBy(d => d.Path).ToDictionary(g => g.Key, g => g.Count()),
            "Nobody names these (tests do not count). Delete them: " + string.Join(", ", dead.Select(d => d.Name)));
    }

    [Fact]
    public void Every_export_of_the_app_is_named_somewhere() => Rule.Holds(
        DeadExports([.. HouseFiles.Files("web", ".ts", ".tsx").Select(f => (f, HouseFiles.Text(f)))]),
        "Nobody names these. Delete them.");

    [Fact]
    public void What_nobody_names_is_found() {
        var a = new SourceFile("src/X/A.cs", "class A : B { public int Used => 1; public int Lonely => 2; public override string Given() => \"\"; void ForFramework() { } }");
        var b = new SourceFile("src/X/B.cs", "class C { const int Limit = 1; int Sum(A a) => a.Used + Sum(a); }");
        Assert.Equal(["Lonely", "Limit"], Dead([a, b], ["ForFramework"]).Select(d => d.Name));
        Assert.Equal(["web/src/a.ts: b"], DeadExports([("web/src/a.ts", "export const a = 1;\nexport function b() {}\n"), ("web/src/c.ts", "import { a } from './a';")]));
    }

    private static IEnumerable<(string Path, string Name)> Dead(IReadOnlyList<SourceFile> sources, HashSet<string> known) {
        var named = sources.SelectMany(s => s.Syntax.DescendantTokens()).Where(t => t.IsKind(SyntaxKind.IdentifierToken))
            .CountBy(t => t.ValueText).ToDictionary();
        return from source in sources
               from name in source.Syntax.DescendantNodes().SelectMany(Declared)
               where named[name] == 1 && !known.Contains(name)
               select (source.Path, name);
    }

    private static IEnumerable<string> Declared(SyntaxNode node) => node switch {
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method when !IsOverride(method.Modifiers) => [method.Identifier.ValueText],
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property when !IsOverride(property.Modifiers) => [property.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        _ => [],
    };

    private static bool IsOverride(SyntaxTokenList modifiers) => modifiers.Any(m => m.IsKind(SyntaxKind.OverrideKeyword));

    private static IEnumerable<string> DeadExports(IReadOnlyList<(string Path, string Text)> files) {
        var named = files.SelectMany(f => Word().Matches(f.Text)).CountBy(m => m.Value).ToDictionary();
        return from file in files
               where file.Path.StartsWith("web/src/", StringComparison.Ordinal) && !HouseFiles.IsMade(file.Text)
               from export in Export().Matches(file.Text)
               let name = export.Groups[1].Value
               where named[name] == 1
               select $"{file.Path}: {name}";
    }

    [GeneratedRegex(@"[A-Za-z_$][\w$]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^export (?:async )?(?:const|function\*?|class|interface|type|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Export();
}
