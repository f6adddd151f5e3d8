using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Aliases;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Asks to be let into a room, by its id or one of its aliases. Spec: knockRoom.</summary>
internal static class KnockRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/knock/{roomIdOrAlias}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Inviting);

    [Reads]
    private static async Task<IResult> Handle(
        string roomIdOrAlias, Person person, HttpContext http, RoomDoor rooms, PeopleDirectory people, Database database, CancellationToken stop) {
        var reason = (await MatrixBody.Read(http)).OptionalString("reason");
        var roomId = await database.Read(connection => RoomAliases.RoomIdMeant(connection, roomIdOrAlias), stop);
        var content = RoomDoor.MemberContent(Memberships.Knock, await people.ProfileOf(person.Id, stop), reason);
        await rooms.Say(roomId, Saying.Of(person.UserId, EventTypes.Member, person.UserId, content) with { Target = person.Id }, stop);
        return MatrixAnswer.Json(json => json.WriteString("room_id", roomId));
    }
}
