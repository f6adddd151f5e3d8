using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Teahouse.House.Tests;

/// <summary>A module has one door: what is public is used from outside, and explained.</summary>
public sealed class PublicTypesTests {
    [Fact]
    public void What_is_public_is_used_by_another_module() => Ratchet.Holds(
        "public-types",
        HouseFiles.Assemblies.ToDictionary(a => a.GetName().Name!, a => Unused(Public(a), UsedFromOutside(a)).Count()),
        "A type is public only when another module uses it. Make it internal: "
        + string.Join(", ", HouseFiles.Assemblies.SelectMany(a => Unused(Public(a), UsedFromOutside(a)))));

    [Fact]
    public void A_public_type_that_nobody_uses_is_found() =>
        Assert.Equal(["A.Lonely"], Unused(["A.Used", "A.Lonely"], new HashSet<string> { "A.Used", "B.Other" }));

    [Fact]
    public void What_is_public_is_documented() => Rule.Holds(
        from assembly in HouseFiles.Assemblies
        let documented = Documented(assembly)
        from type in Public(assembly)
        where !documented.Contains(type)
        select type,
        "A public type says in its doc comment what it is.");

    private static IEnumerable<string> Unused(IEnumerable<string> types, HashSet<string> used) => types.Where(t => !used.Contains(t));

    private static IEnumerable<string> Public(Assembly assembly) =>
        assembly.GetExportedTypes().Where(t => !t.IsNested && !IsGenerated(t)).Select(t => t.FullName!);

    /// <summary>Orleans writes classes beside ours.</summary>
    private static bool IsGenerated(Type type) =>
        type.Namespace is null || type.Namespace.StartsWith("OrleansCodeGen", StringComparison.Ordinal)
        || type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is not null;

    private static HashSet<string> UsedFromOutside(Assembly assembly) =>
        [.. HouseFiles.Assemblies.Where(a => a != assembly).SelectMany(TypesUsedBy)];

    private static IEnumerable<string> TypesUsedBy(Assembly assembly) {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. from handle in metadata.TypeReferences
                   let type = metadata.GetTypeReference(handle)
                   select $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"];
    }

    private static HashSet<string> Documented(Assembly assembly) =>
        [.. XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(m => m.Element("summary") is { Value.Length: > 0 } or null && m.HasElements)
            .Select(m => m.Attribute("name")!.Value).Where(n => n.StartsWith("T:", StringComparison.Ordinal)).Select(n => n[2..])];
}
