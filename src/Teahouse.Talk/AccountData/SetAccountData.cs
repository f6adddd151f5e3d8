using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Keeps a person's own data outside rooms.</summary>
internal static class SetAccountData {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/user/{userId}/account_data/{type}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, string type, Person person, HttpContext http, AccountDataStore store, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var content = await MatrixBody.Read(http);
        AccountDataTypes.DemandSettable(person, type, content);
        await store.Set(person, room: 0, type, content, stop);
        return MatrixAnswer.Empty;
    }
}
