using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Aliases;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Joins a room, by its id or one of its aliases. Spec: joinRoomById, joinRoom.</summary>
internal static class JoinRoom {
    public static void Map(MatrixRoutes routes) {
        routes.Map("POST", "/rooms/{roomId}/join", ById).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);
        routes.Map("POST", "/join/{roomIdOrAlias}", ByIdOrAlias).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> ById(
        string roomId, Person person, HttpContext http, RoomDoor rooms, PeopleDirectory people, Database database, MovedSettings settings,
        CancellationToken stop) {
        var reason = (await MatrixBody.Read(http)).OptionalString("reason");
        var by = await database.Read(connection => RestrictedJoin.AuthorisedBy(connection, roomId, person.UserId), stop);
        var content = RoomDoor.MemberContent(Memberships.Join, await people.ProfileOf(person.Id, stop), reason, authorisedBy: by);
        await rooms.Say(roomId, Saying.Of(person.UserId, EventTypes.Member, person.UserId, content) with { Target = person.Id }, stop);
        await settings.Carry(person, roomId);
        return MatrixAnswer.Json(json => json.WriteString("room_id", roomId));
    }

    [Reads]
    private static async Task<IResult> ByIdOrAlias(
        string roomIdOrAlias, Person person, HttpContext http, RoomDoor rooms, PeopleDirectory people, Database database, MovedSettings settings,
        CancellationToken stop) {
        var roomId = await database.Read(connection => RoomAliases.RoomIdMeant(connection, roomIdOrAlias), stop);
        return await ById(roomId, person, http, rooms, people, database, settings, stop);
    }
}
