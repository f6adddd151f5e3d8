using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Reads the tags that a person has put on a room.</summary>
internal static class GetRoomTags {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/user/{userId}/rooms/{roomId}/tags", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string userId, string roomId, Person person, Database database, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var content = await database.Read(async connection =>
            await KnownRoom.Find(connection, roomId, person.UserId) is { } room
                ? await AccountDataStore.Find(connection, person.Id, room, AccountDataTypes.Tags) : null, stop);
        return MatrixAnswer.Raw(Encoding.UTF8.GetBytes(content ?? RoomTags.None));
    }
}
