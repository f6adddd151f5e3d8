using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Asks a person into a room. Spec: inviteUser.</summary>
internal static class InviteUser {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/invite", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Inviting);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var userId = body.RequiredString("user_id");
        if (!MatrixIds.IsUserId(userId)) throw MatrixError.InvalidParam("'user_id' is no user id.").Thrown();
        await rooms.SetMembership(roomId, person, userId, Memberships.Invite, body.OptionalString("reason"), onlyIf: null, stop);
        return MatrixAnswer.Empty;
    }
}
