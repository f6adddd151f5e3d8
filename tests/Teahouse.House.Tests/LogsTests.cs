using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>Log lines are written in one place per class, and none holds a person's data.</summary>
public sealed partial class LogsTests {
    [Fact]
    public void Logs_are_written_by_LoggerMessage_only() => Rule.Holds(
        HouseFiles.Sources.SelectMany(DirectCalls),
        "Write the line as a [LoggerMessage] in X.Log.cs, so that one glance shows that it holds no person's data.");

    [Fact]
    public void Log_lines_stand_in_files_of_their_own() => Rule.Holds(
        HouseFiles.Sources.Where(s => !s.Path.EndsWith(".Log.cs", StringComparison.Ordinal)).SelectMany(s => LogLines(s).Select(l => s.At(l))),
        "Log lines of class X stand in X.Log.cs.");

    [Fact]
    public void No_log_line_names_a_person() => Rule.Holds(
        from source in HouseFiles.Sources
        from line in LogLines(source)
        where TellsOfPeople(line.ToString())
        select source.At(line),
        "A log line holds no name, handle, user id, token, address or path of a request: only what went wrong, and numbers.");

    [Fact]
    public void What_may_not_be_logged_is_found() {
        Assert.Single(DirectCalls(new("src/X/A.cs", "class A { void M(ILogger log) { log.LogWarning(\"x\"); } }")));
        Assert.Single(LogLines(new("src/X/A.cs", "class A { [LoggerMessage(1, LogLevel.Error, \"{What}\")] partial void M(int what); }")));
        Assert.True(TellsOfPeople("[LoggerMessage(1, LogLevel.Error, \"{UserId} failed\")]"));
        Assert.True(TellsOfPeople("[LoggerMessage(1, LogLevel.Error, \"{Path}\")]"));
        Assert.False(TellsOfPeople("[LoggerMessage(1, LogLevel.Error, \"{Count} writes were lost\")]"));
    }

    private static IEnumerable<string> DirectCalls(SourceFile source) =>
        from call in source.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var name } && Direct().IsMatch(name)
        select source.At(call);

    private static IEnumerable<AttributeSyntax> LogLines(SourceFile source) =>
        source.Syntax.DescendantNodes().OfType<AttributeSyntax>().Where(a => a.Name.ToString() is "LoggerMessage" or "LoggerMessageAttribute");

    private static bool TellsOfPeople(string attribute) => Personal().IsMatch(attribute);

    [GeneratedRegex("^Log(Trace|Debug|Information|Warning|Error|Critical)?$")]
    private static partial Regex Direct();

    [GeneratedRegex(@"\{\w*(user|person|handle|name|token|password|secret|path|query|url|address|body|sender|event|room)\w*[^}]*\}", RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
