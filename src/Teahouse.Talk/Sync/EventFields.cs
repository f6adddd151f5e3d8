using System.Buffers;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Push;

namespace Teahouse.Talk.Sync;

/// <summary>The fields of events that a client wants (<c>event_fields</c>), as dot-separated paths; <c>\.</c> is a dot in a name.</summary>
internal sealed class EventFields {
    private readonly Dictionary<string, EventFields> children = new(StringComparer.Ordinal);
    private bool whole;

    /// <summary>Compiles the paths.</summary>
    public static EventFields Of(IEnumerable<string> paths) {
        var root = new EventFields();
        foreach (var path in paths) {
            var at = root;
            foreach (var name in PropertyPath.Parse(path).Names.Take(StrictJson.DepthMax)) {
                if (!at.children.TryGetValue(name, out var child)) at.children.Add(name, child = new());
                at = child;
            }
            at.whole = true;
        }
        return root;
    }

    /// <summary>What is wanted of an event.</summary>
    public byte[] Of(byte[] clientEvent) {
        using var document = JsonDocument.Parse(clientEvent, StrictJson.Own);
        var buffer = new ArrayBufferWriter<byte>(clientEvent.Length);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, document.RootElement);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes what is wanted of an event.</summary>
    public void Write(Utf8JsonWriter json, JsonElement clientEvent) {
        json.WriteStartObject();
        foreach (var property in clientEvent.EnumerateObject()) {
            if (!children.TryGetValue(property.Name, out var child)) continue;
            if (child.whole) property.WriteTo(json);
            else if (property.Value.ValueKind == JsonValueKind.Object) {
                json.WritePropertyName(property.Name);
                child.Write(json, property.Value);
            }
        }
        json.WriteEndObject();
    }
}
