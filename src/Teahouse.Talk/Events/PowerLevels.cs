using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>What each person in a room may do: <c>m.room.power_levels</c> read with its defaults.</summary>
internal sealed class PowerLevels {
    private const long ManagingDefault = 50;
    private const long CreatorDefault = 100;

    private readonly HashSet<string> creators;
    private readonly bool creatorsAboveAll;
    private readonly Dictionary<string, long> users;
    private readonly Dictionary<string, long> events;
    private readonly long usersDefault;
    private readonly long eventsDefault;
    private readonly long stateDefault;

    private PowerLevels(HashSet<string> creators, bool creatorsAboveAll, JsonElement? content) {
        this.creators = creators;
        this.creatorsAboveAll = creatorsAboveAll;
        users = content is { } given ? Numbers(given, "users") ?? None
            : creatorsAboveAll ? None : creators.ToDictionary(c => c, _ => CreatorDefault);
        events = Numbers(content, "events") ?? None;
        Notifications = Numbers(content, "notifications");
        usersDefault = Number(content, "users_default") ?? 0;
        eventsDefault = Number(content, "events_default") ?? 0;
        stateDefault = Number(content, "state_default") ?? ManagingDefault;
        Invite = Number(content, "invite") ?? 0;
        Kick = Number(content, "kick") ?? ManagingDefault;
        Ban = Number(content, "ban") ?? ManagingDefault;
        Redact = Number(content, "redact") ?? ManagingDefault;
    }

    /// <summary>The level for inviting.</summary>
    public long Invite { get; }

    /// <summary>The level for kicking.</summary>
    public long Kick { get; }

    /// <summary>The level for banning.</summary>
    public long Ban { get; }

    /// <summary>The level for redacting what others said.</summary>
    public long Redact { get; }

    /// <summary>The levels that <c>notifications</c> names, if any.</summary>
    public IReadOnlyDictionary<string, long>? Notifications { get; }

    /// <summary>Reads the levels of a room.</summary>
    /// <param name="version">The room's version.</param>
    /// <param name="create">Its create event.</param>
    /// <param name="powerLevels">Its power levels, if there are any.</param>
    public static PowerLevels Of(RoomVersion version, Pdu create, Pdu? powerLevels) => new(
        CreatorsOf(version, create), version.CreatorsAboveAll, powerLevels?.Content);

    /// <summary>Who created a room.</summary>
    public static HashSet<string> CreatorsOf(RoomVersion version, Pdu create) =>
        [create.Sender, .. version.CreatorsAboveAll ? AdditionalCreators(create.Content) : []];

    /// <summary>A person's level. A creator's in version 12 is above all that can be written.</summary>
    public long Of(string userId) =>
        creatorsAboveAll && creators.Contains(userId) ? long.MaxValue : users.TryGetValue(userId, out var level) ? level : usersDefault;

    /// <summary>The level for sending events of a type.</summary>
    public long Needed(string type, bool isState) => events.TryGetValue(type, out var level) ? level : isState ? stateDefault : eventsDefault;

    /// <summary>The level for notifying by a key, as <c>room</c>.</summary>
    public long NotificationLevel(string key) =>
        Notifications?.TryGetValue(key, out var level) == true ? level : TalkLimits.NotificationLevelDefault;

    /// <summary>Whether a person created the room.</summary>
    public bool IsCreator(string userId) => creators.Contains(userId);

    private static readonly Dictionary<string, long> None = [];

    private static IEnumerable<string> AdditionalCreators(JsonElement create) =>
        create.TryGetProperty("additional_creators", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!) : [];

    private static long? Number(JsonElement? content, string name) =>
        content is { } given && given.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt64(out var level) ? level : null;

    private static Dictionary<string, long>? Numbers(JsonElement? content, string name) {
        if (content is not { } given || !given.TryGetProperty(name, out var map) || map.ValueKind != JsonValueKind.Object) return null;
        var levels = new Dictionary<string, long>();
        foreach (var entry in map.EnumerateObject()) {
            if (Number(map, entry.Name) is { } level) levels[entry.Name] = level;
        }
        return levels;
    }
}
