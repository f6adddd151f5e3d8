using System.Text.Json;
using System.Text.Json.Nodes;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Making;

/// <summary>What a room that takes another's place begins with (client-server API, "Room upgrades"). Pure.</summary>
internal static class Successor {
    private const long CreatorLevel = 100;

    /// <summary>The pieces of state that move, in the order in which they are set. Power levels come after them, so that nothing is out of reach.</summary>
    public static readonly string[] Moving = [
        EventTypes.ServerAcl, EventTypes.Encryption, EventTypes.Name, EventTypes.Avatar, EventTypes.Topic, EventTypes.GuestAccess,
        EventTypes.HistoryVisibility, EventTypes.JoinRules,
    ];

    /// <summary>The content of its create event.</summary>
    public static JsonElement Create(RoomVersion version, Pdu oldCreate, string oldRoomId, IReadOnlyList<string> moreCreators) {
        var content = new JsonObject { ["room_version"] = version.Name, ["predecessor"] = new JsonObject { ["room_id"] = oldRoomId } };
        if (oldCreate.ContentText("type") is { } type) content["type"] = type;
        if (version.CreatorsAboveAll && moreCreators.Count > 0) content["additional_creators"] = new JsonArray([.. moreCreators.Select(c => JsonValue.Create(c))]);
        return JsonSerializer.SerializeToElement(content);
    }

    /// <summary>Its power levels: as they were, with those who stand above all levels, or no longer do, where they belong.</summary>
    /// <param name="old">The old room's version, create event and power levels.</param>
    /// <param name="version">The new room's version.</param>
    /// <param name="creators">Who creates the new room.</param>
    public static JsonElement PowerLevels((RoomVersion Version, Pdu Create, Pdu Levels) old, RoomVersion version, IReadOnlyCollection<string> creators) {
        var levels = JsonObject.Create(old.Levels.Content)!;
        if (levels["users"] is not JsonObject users) levels["users"] = users = [];
        if (version.CreatorsAboveAll) {
            foreach (var creator in creators) users.Remove(creator);
        } else if (old.Version.CreatorsAboveAll) {
            foreach (var creator in Events.PowerLevels.CreatorsOf(old.Version, old.Create)) users[creator] = CreatorLevel;
            // What only they could do is what the highest level can do now.
            if (levels["events"] is JsonObject events) {
                foreach (var (type, level) in events.ToArray()) {
                    if (level!.GetValue<long>() > CreatorLevel) events[type] = CreatorLevel;
                }
            }
        }
        return JsonSerializer.SerializeToElement(levels);
    }

    /// <summary>The old room's power levels once nobody is to speak there or be asked in.</summary>
    public static JsonElement Silenced(Pdu oldLevels) {
        var levels = JsonObject.Create(oldLevels.Content)!;
        var needed = Math.Max(50, (levels["users_default"]?.GetValue<long>() ?? 0) + 1);
        foreach (var name in new[] { "events_default", "invite" }) levels[name] = Math.Max(needed, levels[name]?.GetValue<long>() ?? 0);
        return JsonSerializer.SerializeToElement(levels);
    }
}
