using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>The names of a room, for who is in it or when the world may read it. Spec: getLocalAliases.</summary>
internal static class GetLocalAliases {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/aliases", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, Database database, CancellationToken stop) {
        var aliases = await database.ReadSnapshot(async connection => {
            if (await RoomView.Find(connection, roomId, person) is not { IsOpen: true } view) throw RoomReader.NotInRoom().Thrown();
            return await connection.QueryAsync<string>("SELECT alias FROM talk_alias WHERE room = @Number ORDER BY alias", new { view.Room.Number });
        }, stop);
        return MatrixAnswer.Json(json => json.WriteStrings("aliases", aliases));
    }
}
