using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Events;

/// <summary>A signed event as it is stored and as it travels between servers. Never changes.</summary>
internal sealed class Pdu {
    private static readonly JsonElement NoContent = JsonElement.Parse("{}"u8);

    private string? eventId;

    private Pdu(RoomVersion version, byte[] bytes, string? eventId, string? roomIdOfCreate) {
        Version = version;
        Bytes = bytes;
        Json = JsonElement.Parse(bytes, StrictJson.Own);
        this.eventId = eventId;
        Type = Text("type");
        Sender = Text("sender");
        StateKey = OptionalText(Json, "state_key");
        Content = Json.TryGetProperty("content", out var content) ? content : NoContent;
        Depth = Number("depth");
        OriginServerTs = Number("origin_server_ts");
        RoomId = OptionalText(Json, "room_id") ?? roomIdOfCreate ?? RoomIds.Of(EventId);
    }

    /// <summary>The version of the room that the event is in.</summary>
    public RoomVersion Version { get; }

    /// <summary>Canonical JSON with hashes and signatures, exactly as signed. The create event of version 12 has no room_id.</summary>
    public byte[] Bytes { get; }

    /// <summary>The same, read.</summary>
    public JsonElement Json { get; }

    /// <summary>Names the event: the hash of what redaction leaves of it.</summary>
    public string EventId => eventId ??= EventSigning.EventId(Version, Json);

    /// <summary>The room that the event is in.</summary>
    public string RoomId { get; }

    /// <summary>What kind of event.</summary>
    public string Type { get; }

    /// <summary>Which piece of state the event sets; null when it is no state event.</summary>
    public string? StateKey { get; }

    /// <summary>Whether it sets state.</summary>
    public bool IsState => StateKey is not null;

    /// <summary>Who said it.</summary>
    public string Sender { get; }

    /// <summary>What was said.</summary>
    public JsonElement Content { get; }

    /// <summary>How far the event is from the start of the room.</summary>
    public long Depth { get; }

    /// <summary>When the sender's server made it, in milliseconds since 1970.</summary>
    public long OriginServerTs { get; }

    /// <summary>The events that it follows.</summary>
    public IReadOnlyList<string> PrevEvents => Texts("prev_events");

    /// <summary>The events that allow it.</summary>
    public IReadOnlyList<string> AuthEvents => Texts("auth_events");

    /// <summary>Of a redaction: the event to redact.</summary>
    public string? Redacts => Type == EventTypes.Redaction ? OptionalText(Content, "redacts") : null;

    /// <summary>Of a member event: the membership.</summary>
    public string? Membership => Type == EventTypes.Member ? OptionalText(Content, "membership") : null;

    /// <summary>Reads an event that we trust: made here, or checked before it was stored.</summary>
    /// <param name="version">The version of its room.</param>
    /// <param name="bytes">Canonical JSON; the event keeps the array.</param>
    /// <param name="roomIdOfCreate">The room id of a create event that does not say it itself; computed when it is not given.</param>
    /// <param name="eventId">The event's id; computed when it is not given and somebody asks.</param>
    public static Pdu Parse(RoomVersion version, byte[] bytes, string? roomIdOfCreate = null, string? eventId = null) =>
        new(version, bytes, eventId, roomIdOfCreate);

    /// <summary>A string in the content, or null when there is none of this name.</summary>
    public string? ContentText(string name) => OptionalText(Content, name);

    private string Text(string name) => OptionalText(Json, name) ?? throw new FormatException($"A stored event has no '{name}'.");

    private static string? OptionalText(JsonElement obj, string name) =>
        obj.ValueKind == JsonValueKind.Object && obj.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    private long Number(string name) =>
        Json.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number
        : throw new FormatException($"A stored event has no '{name}'.");

    private string[] Texts(string name) =>
        Json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(e => e.GetString()!)] : [];
}
