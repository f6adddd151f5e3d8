using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Teahouse.House.Tests;

/// <summary>What is measured is measured in one place per module, without labels, so that no number can be about a person.</summary>
public sealed class MetersTests {
    private static readonly string[] Instruments = [
        "CreateCounter", "CreateUpDownCounter", "CreateHistogram", "CreateGauge", "CreateObservableCounter", "CreateObservableUpDownCounter", "CreateObservableGauge"];

    private static readonly string[] Tracing = ["SetTag", "AddTag", "SetBaggage", "AddBaggage", "AddEvent", "StartActivity", "CreateActivity", "AddException"];

    [Fact]
    public void Instruments_stand_in_files_of_their_own() => Rule.Holds(
        HouseFiles.Sources.Where(s => !IsMeter(s)).SelectMany(s => Calls(s, Instruments)),
        "A counter or histogram is made in <Module>Meter.cs, so that one glance shows that it holds nothing personal.");

    [Fact]
    public void What_is_counted_has_no_label() => Rule.Holds(
        HouseFiles.Sources.Where(IsMeter).SelectMany(Labelled),
        "A label could hold a person, a room, an address or a path. What must be told apart gets an instrument of its own.");

    [Fact]
    public void A_trace_says_what_RequestTags_lets_it_say() => Rule.Holds(
        HouseFiles.Sources.Where(s => !s.Path.EndsWith("/RequestTags.cs", StringComparison.Ordinal)).SelectMany(s => Calls(s, Tracing)),
        "Nothing is hung on a trace but in RequestTags.cs, whose list is route, method and status.");

    [Fact]
    public void Labels_and_tags_are_found() {
        Assert.Single(Labelled(new("src/X/XMeter.cs", "class M { void A(long b) => Bytes.Add(b, new(\"room\", 1)); void B() => Bytes.Add(1); }")));
        Assert.Single(Calls(new("src/X/A.cs", "class A { void M(Activity a) { a.SetTag(\"user\", 1); a.Stop(); } }"), Tracing));
        Assert.Single(Calls(new("src/X/A.cs", "class A { object o = meter.CreateCounter<long>(\"x\"); }"), Instruments));
    }

    private static bool IsMeter(SourceFile source) => source.Path.EndsWith("Meter.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Labelled(SourceFile source) =>
        from call in source.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Add" or "Record" } && call.ArgumentList.Arguments.Count != 1
        select source.At(call);

    private static IEnumerable<string> Calls(SourceFile source, string[] names) =>
        from call in source.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: var name } && names.Contains(name)
        select source.At(call);
}
