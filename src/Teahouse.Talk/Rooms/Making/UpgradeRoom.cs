using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Directory;
using Teahouse.Talk.Rooms.Members;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Making;

/*  A room moves to another version.
    (1) Who moves it may send its tombstone.
    (2) The new room is made, all its first events at once, and says which one it follows.
    (3) The tombstone says in the old one where to go. Asked again, whoever sent it is told the same new room.
    (4) Names and the place in the house's list move; the old room falls silent, as far as its rules let who moves it.
    Dead between (2) and (3): there is a room of which nobody knows. Dead after (3): people find the new room, and what is left of (4)
    they can do by hand. */

/// <summary>Puts a room of another version in a room's place. Spec: upgradeRoom.</summary>
internal sealed class UpgradeRoom(
    Database database, RoomDoor rooms, PeopleDirectory people, MovedSettings settings, House house, ServerKey key, TimeProvider clock) {
    private const string Child = "m.space.child";

    public static void Map(MatrixRoutes routes) => routes.Map("POST", "/rooms/{roomId}/upgrade",
        [Reads] (string roomId, Person person, HttpContext http, UpgradeRoom upgrade) => upgrade.Handle(roomId, person, http))
        .Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Inviting);

    private async Task<IResult> Handle(string roomId, Person person, HttpContext http) {
        var body = await MatrixBody.Read(http);
        var version = RoomVersion.Find(body.RequiredString("new_version"))
            ?? throw new MatrixError(400, "M_UNSUPPORTED_ROOM_VERSION", "This server makes rooms of version 11 and 12.").Thrown();
        var creators = body.OptionalStrings("additional_creators");
        if (creators.Count > TalkLimits.RoomInvitesMax || !creators.All(MatrixIds.IsUserId)) throw MatrixError.InvalidParam("'additional_creators' holds user ids.").Thrown();
        var old = await database.ReadSnapshot(connection => Old.Read(connection, roomId, person), http.RequestAborted);
        var moved = await Move(old, version, creators, person, http.RequestAborted);
        await settings.Carry(person, moved);
        return MatrixAnswer.Json(json => json.WriteString("replacement_room", moved));
    }

    private async Task<string> Move(Old old, RoomVersion version, IReadOnlyList<string> creators, Person person, CancellationToken stop) {
        if (await MovedBefore(old, version, person, stop) is { } before) return before;
        var create = new NewEvent(EventTypes.Create, "", person.UserId, Successor.Create(version, old.Create, old.Room.RoomId, creators));
        var id = version.RoomIdIsCreateHash ? null : $"!{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}:{house.ServerName}";
        var pdu = EventBuilder.Build(version, id, create, [], [], depth: 1, clock.GetUtcNow().ToUnixTimeMilliseconds(), key);
        Saying State(string type, string stateKey, JsonElement content) => Saying.Of(person.UserId, type, stateKey, content);
        Saying[] events = [
            State(EventTypes.Member, person.UserId, RoomDoor.MemberContent(Memberships.Join, await people.ProfileOf(person.Id, stop))) with { Target = person.Id },
            .. old.Moving.Select(p => State(p.Type, p.StateKey!, p.Content)),
            .. old.Levels is { } levels
                ? new[] { State(EventTypes.PowerLevels, "", Successor.PowerLevels((old.Room.Version, old.Create, levels), version, [person.UserId, .. creators])) } : [],
        ];
        await rooms.Create(pdu.RoomId, new(version.Name, person.Id, pdu.Bytes, events, Alias: null, IsPublished: old.IsPublished));
        var tombstone = JsonSerializer.SerializeToElement(new { body = "This room has moved.", replacement_room = pdu.RoomId });
        await rooms.Say(old.Room.RoomId, State(EventTypes.Tombstone, "", tombstone), CancellationToken.None);
        await MoveNames(old, pdu.RoomId, person);
        return pdu.RoomId;
    }

    private async Task<string?> MovedBefore(Old old, RoomVersion version, Person person, CancellationToken stop) =>
        old.Tombstone is { } stone && stone.Sender == person.UserId && stone.ContentText("replacement_room") is { } roomId
        && await database.Read(connection => RoomReader.Find(connection, roomId), stop) is { } room && room.Version == version ? roomId : null;

    private async Task MoveNames(Old old, string newRoomId, Person person) {
        var room = await database.Read(connection => RoomReader.Find(connection, newRoomId), CancellationToken.None) ?? throw new InvalidOperationException("No new room.");
        await database.Write(new(
            Statement.Do("UPDATE talk_alias SET room = @new WHERE room = @old", ("new", room.Number), ("old", old.Room.Number)),
            PublishedRooms.Withdraw(old.Room.Number)), CancellationToken.None);
        if (old.Alias is { } alias) {
            await SayIfAllowed(newRoomId, Saying.Of(person.UserId, EventTypes.CanonicalAlias, "", alias.Content));
            await SayIfAllowed(old.Room.RoomId, Saying.Of(person.UserId, EventTypes.CanonicalAlias, "", JsonSerializer.SerializeToElement(new { })));
        }
        if (old.Levels is { } levels) await SayIfAllowed(old.Room.RoomId, Saying.Of(person.UserId, EventTypes.PowerLevels, "", Successor.Silenced(levels)));
    }

    // The specification's "if possible": who may send a tombstone need not have the level for the rest.
    private async Task SayIfAllowed(string roomId, Saying saying) {
        try {
            await rooms.Say(roomId, saying, CancellationToken.None);
        } catch (MatrixRefusalException refusal) when (refusal.Error.Status == StatusCodes.Status403Forbidden) {
            // The room keeps what it has.
        }
    }

    /// <summary>The room that moves.</summary>
    private sealed record Old(RoomName Room, Pdu Create, Pdu? Levels, Pdu? Alias, Pdu? Tombstone, IReadOnlyList<Pdu> Moving, bool IsPublished) {
        /// <exception cref="MatrixRefusalException">M_FORBIDDEN: not in it, or not allowed to move it.</exception>
        public static async Task<Old> Read(DbConnection connection, string roomId, Person person) {
            var room = await RoomReader.ForMember(connection, roomId, person.UserId);
            string[] types = [EventTypes.Create, EventTypes.PowerLevels, EventTypes.CanonicalAlias, EventTypes.Tombstone, .. Successor.Moving];
            var state = (await RoomReader.StateOf(connection, room.Number, types)).ToDictionary(e => e.Pdu.Type, e => e.Pdu, StringComparer.Ordinal);
            var levels = PowerLevels.Of(room.Version, state[EventTypes.Create], state.GetValueOrDefault(EventTypes.PowerLevels));
            if (levels.Of(person.UserId) < levels.Needed(EventTypes.Tombstone, isState: true)) throw MatrixError.Forbidden("You may not move this room.").Thrown();
            var children = await RoomReader.StateAt(connection, room.Number, long.MaxValue, Child);
            // What was emptied since is no state that a room could begin with.
            var moving = Successor.Moving.Where(state.ContainsKey).Select(t => state[t]).Where(p => KnownContent.Check(p.Type, "", p.Content) is null)
                .Concat(children.Select(c => c.Pdu).Take(TalkLimits.RoomInitialStateMax));
            return new(room, state[EventTypes.Create], state.GetValueOrDefault(EventTypes.PowerLevels), state.GetValueOrDefault(EventTypes.CanonicalAlias),
                state.GetValueOrDefault(EventTypes.Tombstone), [.. moving], await PublishedRooms.Include(connection, room.Number));
        }
    }
}
