using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>The membership events of a room, now or at an earlier place. Spec: getMembersByRoom.</summary>
internal static class GetMembersByRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/members", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Profile, DataClass.Contacts)]
    private static async Task<IResult> Handle(
        string roomId, Person person, Database database, TimeProvider clock, CancellationToken stop, string? at = null, string? membership = null, string? not_membership = null) {
        var place = at is null ? long.MaxValue : StreamToken.Parse("at", at).Position;
        var events = await database.ReadSnapshot(async connection => {
            var room = await RoomReader.ForPastMember(connection, roomId, person.UserId);
            var last = (await MembershipHistory.Of(connection, room.Number, person.UserId)).LastJoinedUntil(long.MaxValue);
            var members = (await RoomReader.StateAt(connection, room.Number, Math.Min(place, last), EventTypes.Member))
                .Where(m => (membership is null || m.Pdu.Membership == membership) && m.Pdu.Membership != not_membership).ToArray();
            return await EventRenderer.Render(connection, person, members, clock.GetUtcNow(), withRoomId: true);
        }, stop);
        return MatrixAnswer.Json(json => json.WriteRawArray("chunk", events));
    }
}
