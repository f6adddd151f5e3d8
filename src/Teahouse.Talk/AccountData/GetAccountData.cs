using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Push;

namespace Teahouse.Talk.AccountData;

/// <summary>Reads a person's own data outside rooms.</summary>
internal static class GetAccountData {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/user/{userId}/account_data/{type}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string userId, string type, Person person, Database database, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var content = await database.Read(async connection => type == AccountDataTypes.PushRules
            ? (await PushRules.Read(connection, person.Id, person.UserId)).Global().GetRawText()
            : await AccountDataStore.Find(connection, person.Id, room: 0, type), stop);
        return content is null ? MatrixError.NotFound("There is no account data of this type.") : MatrixAnswer.Raw(Encoding.UTF8.GetBytes(content));
    }
}
