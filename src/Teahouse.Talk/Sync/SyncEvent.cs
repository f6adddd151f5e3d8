using System.Buffers;
using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>The events of a sync answer that stand in no room's history: account data, receipts, who is typing.</summary>
internal static class SyncEvent {
    /// <summary>The event as finished JSON.</summary>
    public static byte[] Of(string type, string contentJson) => Of(type, json => json.WriteRawValue(contentJson, skipInputValidation: true));

    /// <summary>The event as finished JSON, its content written by <paramref name="content"/>.</summary>
    public static byte[] Of(string type, Action<Utf8JsonWriter> content) {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes)) {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WritePropertyName("content");
            content(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Adds the event to a list when a filter lets it through.</summary>
    public static void AddIfAllowed(this List<byte[]> events, byte[] syncEvent, EventFilter filter, string? roomId = null) {
        using var read = JsonDocument.Parse(syncEvent, StrictJson.Own);
        if (filter.Allows(read.RootElement, roomId)) events.Add(syncEvent);
    }
}
