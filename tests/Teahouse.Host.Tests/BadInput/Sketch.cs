using System.Text;
using System.Text.Json;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>JSON to be spoilt: an object may hold a key twice, and a leaf is written as it is, even when it is no JSON.</summary>
internal abstract class Sketch {
    public static Sketch Text(string text) => new Leaf(JsonSerializer.Serialize(text));

    public static Sketch Raw(string token) => new Leaf(token);

    public abstract void Write(StringBuilder to);

    public override string ToString() {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    /// <summary>A place in the document, and how to put something else there.</summary>
    public IEnumerable<(Sketch Value, Action<Sketch> Put)> Places() {
        switch (this) {
            case Members members:
                for (var i = 0; i < members.List.Count; i++) {
                    var at = i;
                    yield return (members.List[at].Value, v => members.List[at] = (members.List[at].Key, v));
                    foreach (var inner in members.List[at].Value.Places()) yield return inner;
                }
                break;
            case Items items:
                for (var i = 0; i < items.List.Count; i++) {
                    var at = i;
                    yield return (items.List[at], v => items.List[at] = v);
                    foreach (var inner in items.List[at].Places()) yield return inner;
                }
                break;
        }
    }

    /// <summary>All objects in the document, this one too.</summary>
    public IEnumerable<Members> Objects() =>
        new[] { this }.Concat(Places().Select(p => p.Value)).OfType<Members>();

    private sealed class Leaf(string token) : Sketch {
        public override void Write(StringBuilder to) => to.Append(token);
    }

    internal sealed class Members : Sketch {
        public List<(string Key, Sketch Value)> List { get; } = [];

        public override void Write(StringBuilder to) {
            to.Append('{');
            for (var i = 0; i < List.Count; i++) {
                if (i > 0) to.Append(',');
                to.Append(List[i].Key.StartsWith('"') ? List[i].Key : JsonSerializer.Serialize(List[i].Key)).Append(':');
                List[i].Value.Write(to);
            }
            to.Append('}');
        }
    }

    internal sealed class Items : Sketch {
        public List<Sketch> List { get; } = [];

        public override void Write(StringBuilder to) {
            to.Append('[');
            for (var i = 0; i < List.Count; i++) {
                if (i > 0) to.Append(',');
                List[i].Write(to);
            }
            to.Append(']');
        }
    }
}
