using System.Text;
using System.Text.Json;

namespace Teahouse.Talk.Push;

/// <summary>The way to a property of an event (appendices, "Dot-separated property paths"): <c>content.m\.relates_to.rel_type</c>.</summary>
internal sealed class PropertyPath {
    private readonly string[] names;

    private PropertyPath(string[] names) => this.names = names;

    /// <summary>The property names, unescaped, from the outside in.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>Reads a path. Every text is one: what is no known escape stands for itself.</summary>
    public static PropertyPath Parse(string path) {
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++) {
            if (path[i] == '\\' && i + 1 < path.Length && path[i + 1] is '.' or '\\') name.Append(path[++i]);
            else if (path[i] != '.') name.Append(path[i]);
            else {
                names.Add(name.ToString());
                name.Clear();
            }
        }
        names.Add(name.ToString());
        return new([.. names]);
    }

    /// <summary>Writes property names as a path.</summary>
    public static string Escape(IEnumerable<string> names) =>
        string.Join('.', names.Select(n => n.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(".", "\\.", StringComparison.Ordinal)));

    /// <summary>The property, or null where there is none.</summary>
    public JsonElement? Find(JsonElement root) {
        foreach (var name in names) {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root)) return null;
        }
        return root;
    }
}
