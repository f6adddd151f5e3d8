using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>The authorisation rules of <c>m.room.power_levels</c>: nobody gives or takes what they do not have.</summary>
internal static class PowerLevelRules {
    private static readonly string[] Levels = ["users_default", "events_default", "state_default", "ban", "redact", "kick", "invite"];
    private static readonly string[] Maps = ["events", "notifications"];

    /// <summary>Null when the change is allowed, else a sentence that names the rule.</summary>
    /// <param name="version">The room's version.</param>
    /// <param name="ev">The new power levels.</param>
    /// <param name="create">The create event.</param>
    /// <param name="current">The power levels so far; null when there are none.</param>
    /// <param name="level">The sender's own level.</param>
    public static string? Refuse(RoomVersion version, Pdu ev, Pdu create, Pdu? current, long level) {
        if (RefuseForm(ev.Content) is { } form) return form;
        var creators = PowerLevels.Of(version, create, null);
        if (version.CreatorsAboveAll && Entries(ev.Content, "users").Keys.Any(creators.IsCreator)) return "A creator's level cannot be set.";
        if (current is null) return null;
        if (Array.Find(Levels, name => Exceeds(Level(current.Content, name), Level(ev.Content, name), level, level)) is { } changed) {
            return $"{changed} is or would be above the sender's own level.";
        }
        foreach (var map in Maps) {
            if (Changes(current.Content, ev.Content, map).Any(c => Exceeds(c.Old, c.New, level, level))) {
                return $"An entry of {map} is or would be above the sender's own level.";
            }
        }
        // Another's level must be below one's own to be touched; one's own may be given up.
        return Changes(current.Content, ev.Content, "users").Any(c => Exceeds(c.Old, c.New, c.Key == ev.Sender ? level : level - 1, level))
            ? "A person's level is or would be out of the sender's reach." : null;
    }

    /// <summary>Null when every level is a whole number and every user a user id.</summary>
    public static string? RefuseForm(JsonElement content) {
        if (Array.Find(Levels, name => content.TryGetProperty(name, out var level) && !IsWhole(level)) is { } wrong) return $"{wrong} is no integer.";
        if (Array.Find(Maps, name => content.TryGetProperty(name, out var map) && !AreWhole(map)) is { } map) return $"{map} does not hold integers.";
        return !content.TryGetProperty("users", out var users) || (AreWhole(users) && users.EnumerateObject().All(u => MatrixIds.IsUserId(u.Name)))
            ? null : "users does not map user ids to integers.";
    }

    private static bool Exceeds(long? was, long? becomes, long oldMax, long newMax) => was != becomes && (was > oldMax || becomes > newMax);

    private static IEnumerable<(string Key, long? Old, long? New)> Changes(JsonElement was, JsonElement becomes, string map) {
        var (before, after) = (Entries(was, map), Entries(becomes, map));
        return before.Keys.Union(after.Keys)
            .Select(key => (key, before.TryGetValue(key, out var o) ? o : (long?)null, after.TryGetValue(key, out var n) ? n : (long?)null));
    }

    private static Dictionary<string, long> Entries(JsonElement content, string map) =>
        content.TryGetProperty(map, out var entries) && entries.ValueKind == JsonValueKind.Object
            ? entries.EnumerateObject().Where(e => IsWhole(e.Value)).ToDictionary(e => e.Name, e => e.Value.GetInt64()) : [];

    private static long? Level(JsonElement content, string name) =>
        content.TryGetProperty(name, out var level) && IsWhole(level) ? level.GetInt64() : null;

    private static bool AreWhole(JsonElement map) => map.ValueKind == JsonValueKind.Object && map.EnumerateObject().All(e => IsWhole(e.Value));

    private static bool IsWhole(JsonElement level) => level.ValueKind == JsonValueKind.Number && level.TryGetInt64(out _);
}
