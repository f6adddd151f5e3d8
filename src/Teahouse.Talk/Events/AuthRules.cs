using System.Text.Json;

namespace Teahouse.Talk.Events;

/// <summary>The state of a room before an event: the event that sets this piece of it, or null.</summary>
/// <param name="type">The event type.</param>
/// <param name="stateKey">Which piece.</param>
internal delegate Pdu? StateLookup(string type, string stateKey);

/// <summary>Whether a room's state allows an event (room versions 11 and 12, "Authorisation rules", in their order).</summary>
internal static class AuthRules {
    /// <summary>Null when the event is allowed, else a sentence that names the rule.</summary>
    /// <param name="version">The room's version.</param>
    /// <param name="ev">The event.</param>
    /// <param name="state">The state of the room before it.</param>
    public static string? Refuse(RoomVersion version, Pdu ev, StateLookup state) {
        if (ev.Type == EventTypes.Create) return RefuseCreate(version, ev);
        if (state(EventTypes.Create, "") is not { } create) return "The room has no create event.";
        if (version.RoomIdIsCreateHash && RoomIds.Of(create.EventId) != ev.RoomId) return "The room id is not the hash of the create event.";
        if (IsFederationOff(create) && MatrixIds.ServerOf(ev.Sender) != MatrixIds.ServerOf(create.Sender)) {
            return "The room is closed to other servers.";
        }
        var levels = PowerLevels.Of(version, create, state(EventTypes.PowerLevels, ""));
        if (ev.Type == EventTypes.Member) return MemberRules.Refuse(ev, create, levels, state);
        if (MembershipOf(state, ev.Sender) != Memberships.Join) return "The sender is not in the room.";
        var level = levels.Of(ev.Sender);
        if (ev.Type == EventTypes.ThirdPartyInvite) return level >= levels.Invite ? null : "The sender may not invite.";
        if (levels.Needed(ev.Type, ev.IsState) > level) return $"The sender may not send {ev.Type}.";
        if (ev.StateKey?.StartsWith('@') == true && ev.StateKey != ev.Sender) return "The state key is another person's id.";
        return ev.Type == EventTypes.PowerLevels ? PowerLevelRules.Refuse(version, ev, create, state(EventTypes.PowerLevels, ""), level) : null;
    }

    /// <summary>The pieces of state that allow an event, for its <c>auth_events</c> (server-server API, "Auth events selection").</summary>
    public static IEnumerable<(string Type, string StateKey)> AuthEventKeys(RoomVersion version, NewEvent ev) {
        if (ev.Type == EventTypes.Create) yield break;
        if (!version.RoomIdIsCreateHash) yield return (EventTypes.Create, "");
        yield return (EventTypes.PowerLevels, "");
        yield return (EventTypes.Member, ev.Sender);
        if (ev.Type != EventTypes.Member || ev.StateKey is null) yield break;
        if (ev.StateKey != ev.Sender) yield return (EventTypes.Member, ev.StateKey);
        var membership = Text(ev.Content, "membership");
        if (membership is Memberships.Join or Memberships.Invite or Memberships.Knock) yield return (EventTypes.JoinRules, "");
        if (membership == Memberships.Invite && ThirdPartyInvites.TokenOf(ev.Content) is { } token) yield return (EventTypes.ThirdPartyInvite, token);
        if (membership == Memberships.Join && Text(ev.Content, "join_authorised_via_users_server") is { } host
            && host != ev.Sender && host != ev.StateKey) yield return (EventTypes.Member, host);
    }

    /// <summary>A person's membership; <c>leave</c> when they never were in the room.</summary>
    public static string MembershipOf(StateLookup state, string userId) => state(EventTypes.Member, userId)?.Membership ?? Memberships.Leave;

    private static string? RefuseCreate(RoomVersion version, Pdu ev) {
        if (ev.PrevEvents.Count > 0) return "A create event follows nothing.";
        if (version.RoomIdIsCreateHash) {
            if (ev.Json.TryGetProperty("room_id", out _)) return "A create event of this version names no room.";
        } else if (MatrixIds.ServerOf(ev.RoomId) != MatrixIds.ServerOf(ev.Sender)) {
            return "The room id is another server's.";
        }
        if (ev.Content.TryGetProperty("room_version", out var name)
            && (name.ValueKind != JsonValueKind.String || RoomVersion.Find(name.GetString()!) is null)) return "The room version is unknown.";
        return version.CreatorsAboveAll && ev.Content.TryGetProperty("additional_creators", out var list) && !AreUserIds(list)
            ? "additional_creators is no list of user ids." : null;
    }

    private static bool AreUserIds(JsonElement list) => list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String && MatrixIds.IsUserId(id.GetString()!));

    private static bool IsFederationOff(Pdu create) => create.Content.TryGetProperty("m.federate", out var federate) && federate.ValueKind == JsonValueKind.False;

    private static string? Text(JsonElement obj, string name) =>
        obj.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
