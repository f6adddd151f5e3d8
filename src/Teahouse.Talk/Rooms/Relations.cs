using System.Text.Json;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms;

/// <summary>What an event says about another (client-server API, "Forming relationships between events").</summary>
internal static class Relations {
    /// <summary>A reaction.</summary>
    public const string Annotation = "m.annotation";

    /// <summary>In a thread of messages.</summary>
    public const string Thread = "m.thread";

    /// <summary>What an event says instead of another.</summary>
    public const string Replace = "m.replace";

    /// <summary>Refers to another event.</summary>
    public const string Reference = "m.reference";

    /// <summary>The event that a content relates to and how; nulls when it relates to none.</summary>
    public static (string? EventId, string? RelType) Of(JsonElement content) {
        if (!content.TryGetProperty("m.relates_to", out var relation) || relation.ValueKind != JsonValueKind.Object) return (null, null);
        return Text(relation, "event_id") is { } eventId && Text(relation, "rel_type") is { } relType ? (eventId, relType) : (null, null);
    }

    /// <summary>What an annotation says; null when it says nothing.</summary>
    public static string? KeyOf(JsonElement content) =>
        content.TryGetProperty("m.relates_to", out var relation) && relation.ValueKind == JsonValueKind.Object
        && relation.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String ? key.GetString() : null;

    /// <summary>The root of the thread that an event is in, or null.</summary>
    public static string? ThreadOf(Pdu pdu) => Of(pdu.Content) is (var root, Thread) ? root : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String && field.GetString() is { } text && MatrixIds.IsName(text) ? text : null;
}
