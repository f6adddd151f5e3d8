using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Leaves a room or declines an invitation; nothing keeps a person in a room, not even a suspension. Spec: leaveRoom.</summary>
internal static class LeaveRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/leave", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        await rooms.SetMembership(roomId, person, person.UserId, Memberships.Leave, body.OptionalString("reason"), onlyIf: null, stop);
        return MatrixAnswer.Empty;
    }
}
