using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Members;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>What a room shows to those who may come in: client-server API, "RoomSummary" and "PublishedRoomsChunk".</summary>
internal sealed class RoomFace {
    private const string Space = "m.space";

    private static readonly string[] Shown = [
        EventTypes.Create, EventTypes.JoinRules, EventTypes.HistoryVisibility, EventTypes.GuestAccess, EventTypes.CanonicalAlias, EventTypes.Name,
        EventTypes.Topic, EventTypes.Avatar, EventTypes.Encryption,
    ];

    private readonly Dictionary<string, Pdu> state;
    private readonly long joined;

    private RoomFace(RoomName room, Dictionary<string, Pdu> state, long joined) => (Room, this.state, this.joined) = (room, state, joined);

    /// <summary>The room.</summary>
    public RoomName Room { get; }

    /// <summary>Whether it is a room of rooms.</summary>
    public bool IsSpace => Type == Space;

    /// <summary>What kind of room it is; null for one in which people talk.</summary>
    public string? Type => Text(EventTypes.Create, "type");

    private string JoinRule => Text(EventTypes.JoinRules, "join_rule") ?? "invite";

    private bool IsWorldReadable => Text(EventTypes.HistoryVisibility, "history_visibility") == HistoryVisibility.WorldReadable;

    /// <summary>Reads it.</summary>
    public static async Task<RoomFace> Read(DbConnection connection, RoomName room) => new(
        room,
        (await RoomReader.StateOf(connection, room.Number, Shown)).ToDictionary(e => e.Pdu.Type, e => e.Pdu, StringComparer.Ordinal),
        await connection.QuerySingleAsync<long>("SELECT count(*) FROM talk_member WHERE room = @Number AND membership = 'join'", new { room.Number }));

    /// <summary>Whether somebody may see it: who is in the room or may come in, ask to, or read it as the world may.</summary>
    public async Task<bool> IsShownTo(DbConnection connection, Person person) =>
        IsWorldReadable || JoinRule is "public" or "knock" or "knock_restricted"
        || await RoomReader.Membership(connection, Room.Number, person.UserId) is Memberships.Join or Memberships.Invite
        || await RestrictedJoin.AuthorisedBy(connection, Room.RoomId, person.UserId) is not null;

    /// <summary>Whether one of its words holds what is searched for.</summary>
    public bool Matches(string term) => new[] { Text(EventTypes.Name, "name"), Text(EventTypes.Topic, "topic"), Alias }
        .Any(words => words?.Contains(term, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Writes what a list of rooms shows.</summary>
    public void Write(Utf8JsonWriter json) {
        json.WriteString("room_id", Room.RoomId);
        json.WriteNumber("num_joined_members", joined);
        json.WriteBoolean("world_readable", IsWorldReadable);
        json.WriteBoolean("guest_can_join", Text(EventTypes.GuestAccess, "guest_access") == "can_join");
        json.WriteString("join_rule", JoinRule);
        if (Text(EventTypes.Name, "name") is { } name) json.WriteString("name", name);
        if (Text(EventTypes.Topic, "topic") is { } topic) json.WriteString("topic", topic);
        if (Alias is { } alias) json.WriteString("canonical_alias", alias);
        // What a member says is a picture is written into strangers' lists only if it can be one.
        if (Text(EventTypes.Avatar, "url") is { } avatar && avatar.StartsWith("mxc://", StringComparison.Ordinal)) json.WriteString("avatar_url", avatar);
        if (Type is { } type) json.WriteString("room_type", type);
    }

    /// <summary>Writes what a summary shows besides.</summary>
    public void WriteMore(Utf8JsonWriter json) {
        json.WriteString("room_version", Room.Version.Name);
        if (Text(EventTypes.Encryption, "algorithm") is { } algorithm) json.WriteString("encryption", algorithm);
        if (JoinRule is not ("restricted" or "knock_restricted")) return;
        json.WriteStartArray("allowed_room_ids");
        foreach (var roomId in RestrictedJoin.RoomsIn(state[EventTypes.JoinRules].Content).Where(MatrixIds.IsRoomId)) json.WriteStringValue(roomId);
        json.WriteEndArray();
    }

    private string? Alias => Text(EventTypes.CanonicalAlias, "alias") is { } alias && MatrixIds.IsAlias(alias) ? alias : null;

    private string? Text(string type, string name) => state.GetValueOrDefault(type)?.ContentText(name);
}
