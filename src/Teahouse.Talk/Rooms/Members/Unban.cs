using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Lets a person who was shut out be invited or join again. Spec: unban.</summary>
internal static class Unban {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/unban", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        await rooms.SetMembership(roomId, person, body.RequiredString("user_id"), Memberships.Leave, body.OptionalString("reason"),
            onlyIf: [Memberships.Ban], stop);
        return MatrixAnswer.Empty;
    }
}
