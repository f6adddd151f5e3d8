using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Sync;

/// <summary>Reads a filter back as it was given.</summary>
internal static class GetFilter {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/user/{userId}/filter/{filterId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string userId, string filterId, Person person, FilterStore filters, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        return await filters.Find(person, filterId, stop) is { } filter ? MatrixAnswer.Raw(Encoding.UTF8.GetBytes(filter)) : MatrixError.NotFound("There is no such filter.");
    }
}
