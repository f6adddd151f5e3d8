using System.Text;
using System.Text.Json;

namespace Teahouse.Host.Tests.Faults;

/// <summary>What a client puts together out of what it is told: its rooms with their state, its account data, what is unread.</summary>
internal sealed class Diary {
    private readonly SortedDictionary<string, SortedDictionary<string, string>> rooms = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> account = new(StringComparer.Ordinal);
    private readonly SortedSet<string> invited = new(StringComparer.Ordinal);

    /// <summary>Whether an answer of /sync tells anything.</summary>
    public static bool HasNews(JsonElement sync) =>
        Rooms(sync).Any() || Events(sync, "to_device").Any() || Events(sync, "account_data").Any()
        || (sync.TryGetProperty("device_lists", out var lists) && lists.EnumerateObject().Any(l => l.Value.GetArrayLength() > 0));

    /// <summary>Takes in an answer of /sync.</summary>
    public void Take(JsonElement sync) {
        foreach (var data in Events(sync, "account_data")) account[data.GetProperty("type").GetString()!] = data.GetProperty("content").GetRawText();
        foreach (var (how, room) in Rooms(sync)) {
            invited.Remove(room.Name);
            if (how == "invite") invited.Add(room.Name);
            else if (how == "join") TakeJoined(room);
            else rooms.Remove(room.Name);
        }
    }

    public override string ToString() {
        var text = new StringBuilder();
        foreach (var (type, content) in account) text.AppendLine($"{type}: {content}");
        foreach (var room in invited) text.AppendLine($"asked into {room}");
        foreach (var (room, known) in rooms) text.AppendLine($"{room}\n  {string.Join("\n  ", known.Select(k => $"{k.Key} = {k.Value}"))}");
        return text.ToString();
    }

    private void TakeJoined(JsonProperty room) {
        if (!rooms.TryGetValue(room.Name, out var known)) rooms[room.Name] = known = new(StringComparer.Ordinal);
        foreach (var told in Events(room.Value, "state").Concat(Events(room.Value, "timeline")).Where(e => e.TryGetProperty("state_key", out _))) {
            known[$"{told.GetProperty("type").GetString()} {told.GetProperty("state_key").GetString()}"] = told.GetProperty("event_id").GetString()!;
        }
        foreach (var data in Events(room.Value, "account_data")) known[$"data {data.GetProperty("type").GetString()}"] = data.GetProperty("content").GetRawText();
        if (room.Value.TryGetProperty("unread_notifications", out var unread)) known["unread"] = unread.GetRawText();
    }

    private static IEnumerable<(string How, JsonProperty Room)> Rooms(JsonElement sync) =>
        !sync.TryGetProperty("rooms", out var rooms) ? []
        : from how in rooms.EnumerateObject() from room in how.Value.EnumerateObject() select (how.Name, room);

    private static JsonElement.ArrayEnumerator Events(JsonElement of, string section) =>
        of.TryGetProperty(section, out var part) && part.TryGetProperty("events", out var events) ? events.EnumerateArray() : default;
}
