using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Takes a person out of a room, or an invitation back. Spec: kick.</summary>
internal static class Kick {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/kick", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        await rooms.SetMembership(roomId, person, body.RequiredString("user_id"), Memberships.Leave, body.OptionalString("reason"),
            onlyIf: [Memberships.Join, Memberships.Invite, Memberships.Knock], stop);
        return MatrixAnswer.Empty;
    }
}
