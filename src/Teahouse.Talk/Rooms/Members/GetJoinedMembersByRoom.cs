using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Who is in a room, with the names and pictures that they have there. Spec: getJoinedMembersByRoom.</summary>
internal static class GetJoinedMembersByRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/joined_members", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Profile, DataClass.Contacts)]
    private static async Task<IResult> Handle(string roomId, Person person, Database database, CancellationToken stop) {
        var members = await database.ReadSnapshot(async connection => {
            var room = await RoomReader.ForMember(connection, roomId, person.UserId);
            return await RoomReader.StateAt(connection, room.Number, long.MaxValue, EventTypes.Member);
        }, stop);
        return MatrixAnswer.Json(json => {
            json.WriteStartObject("joined");
            foreach (var member in members.Where(m => m.Pdu.Membership == Memberships.Join)) {
                json.WriteStartObject(member.Pdu.StateKey!);
                // Clients of 2022 (matrix-nio) take no member without a name; who has none is called by their id, as the spec says.
                json.WriteString("display_name", member.Pdu.ContentText("displayname") ?? member.Pdu.StateKey!);
                if (member.Pdu.ContentText("avatar_url") is { } avatar) json.WriteString("avatar_url", avatar);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }
}
