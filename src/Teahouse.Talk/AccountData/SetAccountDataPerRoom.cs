using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Keeps a person's own data about a room.</summary>
internal static class SetAccountDataPerRoom {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/user/{userId}/rooms/{roomId}/account_data/{type}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, string roomId, string type, Person person, HttpContext http, Database database, AccountDataStore store, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var content = await MatrixBody.Read(http);
        AccountDataTypes.DemandSettable(person, type, content);
        var room = await database.Read(connection => KnownRoom.Demand(connection, roomId, person.UserId), stop);
        await store.Set(person, room, type, content, stop);
        return MatrixAnswer.Empty;
    }
}
