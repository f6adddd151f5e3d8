using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>Takes out of an event all that rooms can do without (room versions 11 and 12, "Redactions"; both the same).</summary>
internal static class Redaction {
    private static readonly string[] KeptOfEvent = [
        "event_id", "type", "room_id", "sender", "state_key", "content", "hashes", "signatures", "depth", "prev_events", "auth_events",
        "origin_server_ts",
    ];

    private static readonly string[] KeptOfPowerLevels = [
        "ban", "events", "events_default", "invite", "kick", "redact", "state_default", "users", "users_default",
    ];

    /// <summary>The redacted event. It keeps hashes, signatures and id.</summary>
    public static Pdu Redact(RoomVersion version, Pdu pdu) => Pdu.Parse(version, Encode(version, pdu.Json), pdu.RoomId, pdu.EventId);

    /// <summary>Canonical JSON of what redaction leaves, without some members of that.</summary>
    public static byte[] Encode(RoomVersion version, JsonElement ev, params string[] leftOut) => CanonicalJson.Compose(
        ev.EnumerateObject().Where(m => KeptOfEvent.Contains(m.Name) && !leftOut.Contains(m.Name))
            .Select(m => (m.Name, m.Name == "content" ? EncodeContent(version, TypeOf(ev), m.Value) : CanonicalJson.Encode(m.Value))));

    /// <summary>Canonical JSON of what redaction leaves of a content.</summary>
    public static byte[] EncodeContent(RoomVersion version, string type, JsonElement content) => type switch {
        EventTypes.Create => CanonicalJson.Encode(content),
        EventTypes.Member => Compose(content, "membership", "join_authorised_via_users_server", "third_party_invite"),
        EventTypes.JoinRules => Compose(content, "join_rule", "allow"),
        EventTypes.PowerLevels => Compose(content, KeptOfPowerLevels),
        EventTypes.HistoryVisibility => Compose(content, "history_visibility"),
        EventTypes.Redaction => Compose(content, "redacts"),
        _ => Compose(content),
    };

    /// <summary>Whether somebody may redact an event: their own, or any with the level for it.</summary>
    public static bool IsAllowed(PowerLevels levels, string redacter, Pdu target) =>
        redacter == target.Sender || levels.Of(redacter) >= levels.Redact;

    private static byte[] Compose(JsonElement content, params string[] kept) => content.ValueKind != JsonValueKind.Object ? "{}"u8.ToArray()
        : CanonicalJson.Compose(content.EnumerateObject().Where(m => kept.Contains(m.Name) && IsKept(m))
            .Select(m => (m.Name, m.Name == "third_party_invite" ? Compose(m.Value, "signed") : CanonicalJson.Encode(m.Value))));

    // Of a third-party invite only what its signature covers is kept; what has no such part is nothing to keep.
    private static bool IsKept(JsonProperty member) =>
        member.Name != "third_party_invite" || (member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("signed", out _));

    private static string TypeOf(JsonElement ev) =>
        ev.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";
}
