using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>The rooms that the person shares with another, all at once. Spec: getMutualRooms.</summary>
internal static class GetMutualRooms {
    public static void Map(MatrixRoutes routes) =>
        routes.At("GET", "/_matrix/client/v1/mutual_rooms", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Contacts)]
    private static async Task<IResult> Handle(Person person, HttpContext http, Database database, CancellationToken stop) {
        if (http.Request.Query["user_id"] is not [{ } userId]) return MatrixError.MissingParam("'user_id' is missing.");
        if (!MatrixIds.IsUserId(userId) || userId == person.UserId) return MatrixError.InvalidParam("'user_id' is another person's user id.");
        if (http.Request.Query.ContainsKey("from")) return MatrixError.InvalidParam("'from' is not a token of this server.");
        var shared = (await database.Read(connection => connection.QueryAsync<string>(
            """
            SELECT r.room_id FROM talk_member mine JOIN talk_member theirs ON theirs.room = mine.room JOIN talk_room r ON r.room = mine.room
            WHERE mine.person = @person AND mine.membership = 'join' AND theirs.user_id = @userId AND theirs.membership = 'join' ORDER BY r.room
            """, new { person = person.Id.Value, userId }), stop)).AsList();
        return MatrixAnswer.Json(json => {
            json.WriteStrings("joined", shared);
            json.WriteNumber("count", shared.Count);
        });
    }
}
