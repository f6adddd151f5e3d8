using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Teahouse.Talk.Tests.Events;

/// <summary>Random JSON that has a canonical form, and a second, plain way to that form.</summary>
internal static class GenJson {
    private static readonly string[] Characters = ["a", "b", "Z", "0", "_", "\"", "\\", "/", "\b", "\t", "\n", "\u0001", "\u007f", "é", "日", "\uffff", "😀", "𐀀"];

    public static readonly Gen<string> Text = Gen.OneOf(Characters).Array[0, 4].Select(string.Concat);

    public static readonly Gen<JsonNode?> Value = Gen.Recursive<JsonNode?>((depth, inner) => depth > 4 ? Leaf
        : Gen.Frequency((3, Leaf), (1, Object(inner).Select(o => (JsonNode?)o)), (1, inner.Array[0, 4].Select(Array))));

    public static readonly Gen<JsonObject> AnyObject = Object(Value);

    /// <summary>The canonical form, by another way than the code under test goes: sorted by the hexadecimal digits of UTF-8.</summary>
    public static string Canonical(JsonNode? node) => node switch {
        null => "null",
        JsonObject o => "{" + string.Join(",", o.OrderBy(p => Convert.ToHexString(Encoding.UTF8.GetBytes(p.Key)), StringComparer.Ordinal)
            .Select(p => Quote(p.Key) + ":" + Canonical(p.Value))) + "}",
        JsonArray a => "[" + string.Join(",", a.Select(Canonical)) + "]",
        JsonValue v when v.TryGetValue<string>(out var text) => Quote(text),
        JsonValue v when v.TryGetValue<bool>(out var yes) => yes ? "true" : "false",
        _ => node.GetValue<long>().ToString(CultureInfo.InvariantCulture),
    };

    private static Gen<JsonNode?> Leaf => Gen.OneOf(
        Gen.Const(() => (JsonNode?)null),
        Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Long[-9_007_199_254_740_991, 9_007_199_254_740_991].Select(n => (JsonNode?)JsonValue.Create(n)),
        Text.Select(t => (JsonNode?)JsonValue.Create(t)));

    private static Gen<JsonObject> Object(Gen<JsonNode?> inner) => Gen.Select(Text, inner).Array[0, 5].Select(members =>
        new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone()))));

    private static JsonNode? Array(JsonNode?[] items) => new JsonArray([.. items.Select(i => i?.DeepClone())]);

    private static string Quote(string text) => "\"" + string.Concat(text.Select(c => c switch {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u00" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
        _ => c.ToString(),
    })) + "\"";
}
