using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Teahouse.House.Tests;

/// <summary>The repository, as the rules see it.</summary>
internal static class HouseFiles {
    /// <summary>The folder with Teahouse.slnx in it.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The projects of src/, by name.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } =
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), XDocument.Load);

    /// <summary>What the projects of src/ are built to.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [.. Projects.Select(p => Assembly.Load(p.Value.Descendants("AssemblyName").FirstOrDefault()?.Value ?? p.Key))];

    /// <summary>The C# files of src/, parsed.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } = [.. Files("src", ".cs").Select(f => new SourceFile(f, Text(f)))];

    /// <summary>Files below a folder of the repository, by their path from its root; none that a build made.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) {
        var full = Path.Combine(Root, folder);
        if (!Directory.Exists(full)) return [];
        return Directory.EnumerateFiles(full, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)) && !f.Split('/').Any(IsBuilt))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A file's text.</summary>
    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Whether a script of ours has made it. What it says of the API is not the app's, and nobody reads through it.</summary>
    public static bool IsMade(string text) => text.StartsWith("/* Made from ", StringComparison.Ordinal);

    private static bool IsBuilt(string part) => part is "bin" or "obj" or "node_modules" or "dist" or "artifacts";

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Teahouse.slnx")) ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not run inside the repository."));
}

/// <summary>A C# file.</summary>
internal sealed record SourceFile(string Path, string Text) {
    private readonly Lazy<SyntaxNode> root = new(() => CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot());

    /// <summary>Its syntax.</summary>
    public SyntaxNode Syntax => root.Value;

    /// <summary>The folder of src/ that it lies in.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>Where a node stands, for a message.</summary>
    public string At(SyntaxNode node) => At(node.GetLocation());

    /// <summary>Where something stands, for a message.</summary>
    public string At(Location place) => $"{Path}:{place.GetLineSpan().StartLinePosition.Line + 1}";
}
