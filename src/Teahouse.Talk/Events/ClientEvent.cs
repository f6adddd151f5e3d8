using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Events;

/// <summary>Events as clients see them (client-server API, "Room event format").</summary>
internal static class ClientEvent {
    /// <summary>Writes an event.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="pdu">The event.</param>
    /// <param name="withRoomId">Not where the room is said around it, as in /sync.</param>
    /// <param name="unsigned">Writes the members of <c>unsigned</c>; null when there is none.</param>
    public static void Write(Utf8JsonWriter json, Pdu pdu, bool withRoomId, Action<Utf8JsonWriter>? unsigned) {
        json.WriteStartObject();
        WriteContent(json, pdu);
        json.WriteString("event_id", pdu.EventId);
        json.WriteNumber("origin_server_ts", pdu.OriginServerTs);
        // Where clients of rooms before version 11 look for it.
        if (pdu.Redacts is { } redacts) json.WriteString("redacts", redacts);
        if (withRoomId) json.WriteString("room_id", pdu.RoomId);
        json.WriteString("sender", pdu.Sender);
        if (pdu.StateKey is { } stateKey) json.WriteString("state_key", stateKey);
        json.WriteString("type", pdu.Type);
        if (unsigned is not null) {
            json.WriteStartObject("unsigned");
            unsigned(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes a state event as people see it who are not in the room yet ("Stripped state").</summary>
    public static void WriteStripped(Utf8JsonWriter json, Pdu pdu, bool withTime = false) {
        json.WriteStartObject();
        WriteContent(json, pdu);
        if (withTime) json.WriteNumber("origin_server_ts", pdu.OriginServerTs);
        json.WriteString("sender", pdu.Sender);
        json.WriteString("state_key", pdu.StateKey);
        json.WriteString("type", pdu.Type);
        json.WriteEndObject();
    }

    /// <summary>The event without <c>unsigned</c>, for push rules and filters.</summary>
    public static JsonElement Json(Pdu pdu) {
        var buffer = new ArrayBufferWriter<byte>(pdu.Bytes.Length);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, pdu, withRoomId: true, unsigned: null);
        return JsonElement.Parse(buffer.WrittenSpan, StrictJson.Own);
    }

    private static void WriteContent(Utf8JsonWriter json, Pdu pdu) {
        json.WritePropertyName("content");
        json.WriteRawValue(JsonMarshal.GetRawUtf8Value(pdu.Content), skipInputValidation: true);
    }
}
