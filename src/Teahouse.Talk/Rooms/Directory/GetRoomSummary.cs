using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Aliases;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>What a room is, for who thinks of coming in. Spec: getRoomSummary.</summary>
internal static class GetRoomSummary {
    public static void Map(MatrixRoutes routes) =>
        routes.At("GET", "/_matrix/client/v1/room_summary/{roomIdOrAlias}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string roomIdOrAlias, Person person, Database database, CancellationToken stop) {
        var (face, membership) = await database.ReadSnapshot(async connection => {
            var room = await RoomReader.Find(connection, await RoomAliases.RoomIdMeant(connection, roomIdOrAlias)) ?? throw NoSuchRoom.Thrown();
            var seen = await RoomFace.Read(connection, room);
            return await seen.IsShownTo(connection, person)
                ? (seen, await RoomReader.Membership(connection, room.Number, person.UserId)) : throw NoSuchRoom.Thrown();
        }, stop);
        return MatrixAnswer.Json(json => {
            face.Write(json);
            face.WriteMore(json);
            if (membership is not null) json.WriteString("membership", membership);
        });
    }

    /// <summary>The answer to whoever asks for a room that is not there, or not for them.</summary>
    private static MatrixError NoSuchRoom => MatrixError.NotFound("There is no such room, or it is not for you.");
}
