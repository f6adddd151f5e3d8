using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Sync;

/// <summary>Keeps a filter for later syncs.</summary>
internal static class DefineFilter {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/user/{userId}/filter", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string userId, Person person, HttpContext http, FilterStore filters, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var filterId = await filters.Define(person, await MatrixBody.Read(http), stop);
        return MatrixAnswer.Json(json => json.WriteString("filter_id", filterId));
    }
}
