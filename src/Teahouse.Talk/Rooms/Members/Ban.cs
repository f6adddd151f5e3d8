using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Shuts a person out of a room. Spec: ban.</summary>
internal static class Ban {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/ban", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        await rooms.SetMembership(roomId, person, body.RequiredString("user_id"), Memberships.Ban, body.OptionalString("reason"), onlyIf: null, stop);
        return MatrixAnswer.Empty;
    }
}
