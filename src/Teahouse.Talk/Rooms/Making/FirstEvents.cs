using System.Text.Json;
using System.Text.Json.Nodes;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Making;

/// <summary>
/// The events that make a room, in the order that createRoom lays down: create, the creator's joining, power levels, alias,
/// preset, initial state, name, topic. Invitations follow. Pure.
/// </summary>
internal static class FirstEvents {
    /// <summary>The content of the create event.</summary>
    public static JsonElement Create(RoomWish wish) {
        var content = wish.CreationContent is { } given ? JsonObject.Create(given)! : [];
        content["room_version"] = wish.Version.Name;
        content.Remove("creator");
        if (wish.Version.CreatorsAboveAll && wish.Preset.InviteesAreEqual && wish.Invite.Count > 0) {
            var more = content["additional_creators"] is JsonArray named ? named.DeepClone().AsArray() : [];
            foreach (var invitee in wish.Invite) more.Add(invitee);
            content["additional_creators"] = more;
        }
        return JsonSerializer.SerializeToElement(content);
    }

    /// <summary>What follows the creator's joining.</summary>
    /// <param name="wish">What is wanted.</param>
    /// <param name="creator">Who makes the room.</param>
    /// <param name="alias">The room's alias, or null.</param>
    public static IEnumerable<Saying> After(RoomWish wish, string creator, string? alias) {
        Saying State(string type, object content, string stateKey = "") => Saying.Of(creator, type, stateKey, JsonSerializer.SerializeToElement(content));
        yield return State(EventTypes.PowerLevels, PowerLevels(wish, creator));
        if (alias is not null) yield return State(EventTypes.CanonicalAlias, new { alias });
        var given = wish.InitialState.Where(s => s.StateKey.Length == 0).Select(s => s.Type).ToHashSet(StringComparer.Ordinal);
        if (!given.Contains(EventTypes.JoinRules)) yield return State(EventTypes.JoinRules, new { join_rule = wish.Preset.JoinRule });
        if (!given.Contains(EventTypes.HistoryVisibility)) {
            yield return State(EventTypes.HistoryVisibility, new { history_visibility = RoomPreset.HistoryVisibility });
        }
        if (!given.Contains(EventTypes.GuestAccess)) yield return State(EventTypes.GuestAccess, new { guest_access = wish.Preset.GuestAccess });
        foreach (var (type, stateKey, content) in wish.InitialState) yield return Saying.Of(creator, type, stateKey, content);
        if (wish.Name is { } name) yield return State(EventTypes.Name, new { name });
        if (wish.Topic is { } topic) yield return State(EventTypes.Topic, new { topic });
    }

    private static JsonObject PowerLevels(RoomWish wish, string creator) {
        var users = new JsonObject();
        if (!wish.Version.CreatorsAboveAll) {
            users[creator] = 100;
            if (wish.Preset.InviteesAreEqual) foreach (var invitee in wish.Invite) users[invitee] = 100;
        }
        var levels = new JsonObject {
            ["users"] = users,
            ["users_default"] = 0,
            ["events_default"] = 0,
            ["state_default"] = 50,
            ["ban"] = 50,
            ["kick"] = 50,
            ["redact"] = 50,
            ["invite"] = wish.Preset.JoinRule == "public" ? 50 : 0,
            ["events"] = new JsonObject {
                [EventTypes.Name] = 50,
                [EventTypes.Avatar] = 50,
                [EventTypes.CanonicalAlias] = 50,
                [EventTypes.PowerLevels] = 100,
                [EventTypes.HistoryVisibility] = 100,
                [EventTypes.Encryption] = 100,
                [EventTypes.ServerAcl] = 100,
                [EventTypes.Tombstone] = wish.Version.CreatorsAboveAll ? 150 : 100,
            },
        };
        if (wish.PowerLevelOverride is { } over) {
            foreach (var (key, value) in JsonObject.Create(over)!) levels[key] = value?.DeepClone();
        }
        return levels;
    }
}
