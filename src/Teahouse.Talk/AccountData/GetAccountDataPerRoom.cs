using System.Data.Common;
using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Receipts;

namespace Teahouse.Talk.AccountData;

/// <summary>Reads a person's own data about a room.</summary>
internal static class GetAccountDataPerRoom {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/user/{userId}/rooms/{roomId}/account_data/{type}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, string roomId, string type, Person person, Database database, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var content = await database.Read(connection => Find(connection, person, roomId, type), stop);
        return content is null ? MatrixError.NotFound("There is no account data of this type in this room.") : MatrixAnswer.Raw(Encoding.UTF8.GetBytes(content));
    }

    private static async Task<string?> Find(DbConnection connection, Person person, string roomId, string type) =>
        await KnownRoom.Find(connection, roomId, person.UserId) is not { } room ? null
        : type == AccountDataTypes.FullyRead ? await FullyRead.Content(connection, room, person.UserId)
        : await AccountDataStore.Find(connection, person.Id, room, type);
}
