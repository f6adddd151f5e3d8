using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Teahouse.House.Tests;

/// <summary>Comments say why. Code that is not run is not kept: history has it.</summary>
public sealed partial class CommentsTests {
    [Fact]
    public void No_code_is_commented_out() => Rule.Holds(
        HouseFiles.Sources.SelectMany(CommentedOut).Concat(
            from file in HouseFiles.Files("web/src", ".ts", ".tsx").Concat(HouseFiles.Files("tests/clients", ".mjs"))
            from line in HouseFiles.Text(file).Split('\n').Select((text, number) => (Text: text.Trim(), Number: number + 1))
            where line.Text.StartsWith("//", StringComparison.Ordinal) && IsCode(line.Text)
            select $"{file}:{line.Number}"),
        "Code that is commented out is noise. Delete it; history keeps it.");

    [Fact]
    public void Nothing_is_left_for_later() => Rule.Holds(
        from source in HouseFiles.Sources
        from comment in source.Syntax.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia))
        where ForLater().IsMatch(comment.ToString())
        select source.At(comment.GetLocation()),
        "What is not done is an issue, not a comment.");

    [Theory]
    [InlineData("// var x = 1;", true)]
    [InlineData("//return await Send(x);", true)]
    [InlineData("// if (x) {", true)]
    [InlineData("// }", true)]
    [InlineData("// Two processes that start together get the same.", false)]
    [InlineData("// the day of forks; see above", false)]
    [InlineData("// Dead before (4): nobody was told anything.", false)]
    public void Code_in_a_comment_is_told_from_words(string comment, bool isCode) => Assert.Equal(isCode, IsCode(comment));

    private static IEnumerable<string> CommentedOut(SourceFile source) =>
        from comment in source.Syntax.DescendantTrivia()
        where comment.IsKind(SyntaxKind.SingleLineCommentTrivia) && IsCode(comment.ToString())
        select source.At(comment.GetLocation());

    private static bool IsCode(string comment) => Code().IsMatch(comment);

    [GeneratedRegex(@"^//\s*([^\s].*[;{}]|[{}\]);]+)\s*$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HACK|XXX)\b")]
    private static partial Regex ForLater();
}
