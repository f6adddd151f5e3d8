using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>The room that an alias names. Spec: getRoomIdByAlias.</summary>
internal static class GetRoomIdByAlias {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/directory/room/{roomAlias}", Handle).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string roomAlias, Database database, House house, CancellationToken stop) {
        RoomAliases.CheckForm(roomAlias);
        var roomId = await database.Read(connection => RoomAliases.RoomIdOf(connection, roomAlias), stop)
            ?? throw MatrixError.NotFound("No room here has this alias.").Thrown();
        return MatrixAnswer.Json(json => {
            json.WriteString("room_id", roomId);
            json.WriteStrings("servers", [house.ServerName]);
        });
    }
}
