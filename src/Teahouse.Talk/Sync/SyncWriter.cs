using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>Puts a sync answer together from finished pieces.</summary>
internal static class SyncWriter {
    /// <summary>Writes the properties of the answer.</summary>
    public static void Write(Utf8JsonWriter json, SyncResult result) {
        json.WriteString("next_batch", result.Next.ForSync);
        if (result.Parts.AccountData.Count > 0) json.WriteEvents("account_data", result.Parts.AccountData);
        if (result.Parts.ToDevice.Count > 0) json.WriteEvents("to_device", result.Parts.ToDevice);
        WriteDevices(json, result.Parts);
        if (result.Joined.Count + result.Left.Count + result.Invited.Count + result.Knocked.Count > 0) WriteRooms(json, result);
    }

    private static void WriteDevices(Utf8JsonWriter json, SyncAnswer parts) {
        if (parts.DevicesChanged.Count + parts.DevicesLeft.Count > 0) {
            json.WriteStartObject("device_lists");
            json.WriteStrings("changed", parts.DevicesChanged);
            json.WriteStrings("left", parts.DevicesLeft);
            json.WriteEndObject();
        }
        json.WriteStartObject("device_one_time_keys_count");
        foreach (var (algorithm, count) in parts.OneTimeKeyCounts) json.WriteNumber(algorithm, count);
        json.WriteEndObject();
        json.WriteStrings("device_unused_fallback_key_types", parts.UnusedFallbackKeys);
    }

    private static void WriteRooms(Utf8JsonWriter json, SyncResult result) {
        json.WriteStartObject("rooms");
        WriteRooms(json, "join", result.Joined);
        WriteRooms(json, "leave", result.Left);
        WriteOutside(json, "invite", "invite_state", result.Invited);
        WriteOutside(json, "knock", "knock_state", result.Knocked);
        json.WriteEndObject();
    }

    private static void WriteOutside(Utf8JsonWriter json, string name, string stateName, IReadOnlyDictionary<string, IReadOnlyList<byte[]>> rooms) {
        json.WriteStartObject(name);
        foreach (var (roomId, state) in rooms) {
            json.WriteStartObject(roomId);
            json.WriteEvents(stateName, state);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteRooms(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, RoomNews> rooms) {
        json.WriteStartObject(name);
        foreach (var (roomId, news) in rooms) {
            json.WriteStartObject(roomId);
            news.Write(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
