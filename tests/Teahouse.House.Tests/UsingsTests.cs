using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>The check of the formatting looks at white space only, which takes seconds; the order of usings is looked at here.</summary>
public sealed class UsingsTests {
    [Fact]
    public void Usings_stand_in_order_those_of_System_first() => Rule.Holds(
        from file in HouseFiles.Files("src", ".cs").Concat(HouseFiles.Files("tests", ".cs")).Concat(HouseFiles.Files("bench", ".cs"))
        let names = Names(new SourceFile(file, HouseFiles.Text(file))).ToList()
        where !names.SequenceEqual(InOrder(names))
        select file,
        "`dotnet format` puts usings in order.");

    [Theory]
    [InlineData("using System.Net;\nusing System.Net.Http;\nusing Dapper;", true)]
    [InlineData("using System.Net.Http;\nusing System.Net;", false)]
    [InlineData("using Dapper;\nusing System.Net;", false)]
    public void What_is_in_order_is_told_from_what_is_not(string code, bool expected) {
        var names = Names(new SourceFile("src/A/A.cs", code)).ToList();
        Assert.Equal(expected, names.SequenceEqual(InOrder(names)));
    }

    private static IEnumerable<string> Names(SourceFile file) =>
        ((CompilationUnitSyntax)file.Syntax).Usings.Where(u => u.Alias is null && u.StaticKeyword.IsKind(SyntaxKind.None)).Select(u => u.Name!.ToString());

    private static IEnumerable<string> InOrder(IEnumerable<string> names) =>
        names.OrderBy(n => n == "System" || n.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1).ThenBy(n => n, ByPart);

    private static readonly Comparer<string> ByPart = Comparer<string>.Create((a, b) => {
        var (left, right) = (a.Split('.'), b.Split('.'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++) {
            var order = string.Compare(left[i], right[i], StringComparison.OrdinalIgnoreCase);
            if (order != 0) return order;
        }
        return left.Length - right.Length;
    });
}
