using System.Xml.Linq;

namespace Teahouse.House.Tests;

/// <summary>Dependencies run downward only.</summary>
public sealed class ArrowsTests {
    /// <summary>A module may know those on lower floors, and none on its own.</summary>
    private static readonly string[][] Floors = [
        ["Teahouse.Host"],
        ["Teahouse.Market", "Teahouse.Clinic"],
        ["Teahouse.Pay", "Teahouse.Talk"],
        ["Teahouse.People"],
        ["Teahouse.Oversight"],
        ["Teahouse.TransparencyLog", "Teahouse.Storage"],
    ];

    [Fact]
    public void Modules_know_only_those_below_them() => Rule.Holds(
        HouseFiles.Projects.SelectMany(p => Forbidden(p.Key, References(p.Value))),
        "Dependencies run downward: Host, Market and Clinic, Pay and Talk, People, Oversight, TransparencyLog and Storage. What two modules of one "
        + "floor must know of each other is a question that the asker states as an interface and Host answers.");

    [Fact]
    public void An_arrow_that_points_up_or_sideways_is_found() {
        Assert.Empty(Forbidden("Teahouse.Talk", ["Teahouse.People", "Teahouse.Storage"]));
        Assert.Single(Forbidden("Teahouse.People", ["Teahouse.Talk"]));
        Assert.Single(Forbidden("Teahouse.Pay", ["Teahouse.Talk"]));
        Assert.Single(Forbidden("Teahouse.Storage", ["Teahouse.Storage.Tests"]));
        Assert.Single(Forbidden("Teahouse.Novelty", []));
    }

    private static IEnumerable<string> Forbidden(string project, IEnumerable<string> references) {
        var floor = Floor(project);
        if (floor < 0) yield return $"{project} stands on no floor: name it in ArrowsTests";
        foreach (var reference in references.Where(r => floor >= 0 && Floor(r) <= floor)) yield return $"{project} -> {reference}";
    }

    private static IEnumerable<string> References(XDocument project) =>
        project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));

    private static int Floor(string project) => Array.FindIndex(Floors, f => f.Contains(project));
}
