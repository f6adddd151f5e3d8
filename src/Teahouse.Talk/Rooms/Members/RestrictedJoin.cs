using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Rooms that members of another room may join without an invitation (client-server API, "Restricted rooms").</summary>
internal static class RestrictedJoin {
    /// <summary>The member in whose name somebody may join, when the room asks for one and the person is in a room that counts; else null.</summary>
    public static async Task<string?> AuthorisedBy(DbConnection connection, string roomId, string userId) {
        if (await RoomReader.Find(connection, roomId) is not { } room) return null;
        if (await RoomReader.Membership(connection, room.Number, userId) is Memberships.Join or Memberships.Invite) return null;
        var rules = (await RoomReader.StateEvent(connection, room.Number, EventTypes.JoinRules))?.Pdu;
        if (rules?.ContentText("join_rule") is not ("restricted" or "knock_restricted")) return null;
        var allowed = RoomsIn(rules.Content).ToArray();
        return await IsInOneOf(connection, allowed, userId) ? await WhoMayInvite(connection, room) : null;
    }

    /// <summary>The rooms whose members may come in by a join rule's content.</summary>
    public static IEnumerable<string> RoomsIn(JsonElement rules) =>
        !rules.TryGetProperty("allow", out var allow) || allow.ValueKind != JsonValueKind.Array ? []
        : allow.EnumerateArray()
            .Where(a => a.ValueKind == JsonValueKind.Object && a.TryGetProperty("room_id", out var id) && id.ValueKind == JsonValueKind.String)
            .Select(a => a.GetProperty("room_id").GetString()!);

    private static async Task<bool> IsInOneOf(DbConnection connection, IEnumerable<string> roomIds, string userId) {
        foreach (var roomId in roomIds.Take(TalkLimits.RestrictedJoinRoomsMax)) {
            if (await RoomReader.Find(connection, roomId) is { } room
                && await RoomReader.Membership(connection, room.Number, userId) == Memberships.Join) return true;
        }
        return false;
    }

    private static async Task<string?> WhoMayInvite(DbConnection connection, RoomName room) {
        var create = (await RoomReader.StateEvent(connection, room.Number, EventTypes.Create))!.Pdu;
        var levels = PowerLevels.Of(room.Version, create, (await RoomReader.StateEvent(connection, room.Number, EventTypes.PowerLevels))?.Pdu);
        var members = await connection.QueryAsync<string>(
            "SELECT user_id FROM talk_member WHERE room = @Number AND membership = 'join' AND person IS NOT NULL ORDER BY event_pos", new { room.Number });
        return members.FirstOrDefault(m => levels.Of(m) >= levels.Invite);
    }
}
