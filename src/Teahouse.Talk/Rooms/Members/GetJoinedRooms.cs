using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>The rooms that the person is in. Spec: getJoinedRooms.</summary>
internal static class GetJoinedRooms {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/joined_rooms", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(Person person, Database database, CancellationToken stop) {
        var rooms = await database.Read(connection => connection.QueryAsync<string>(
            "SELECT r.room_id FROM talk_member m JOIN talk_room r ON r.room = m.room WHERE m.person = @person AND m.membership = 'join' ORDER BY r.room",
            new { person = person.Id.Value }), stop);
        return MatrixAnswer.Json(json => json.WriteStrings("joined_rooms", rooms));
    }
}
