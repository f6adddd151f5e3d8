using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Presence;

/// <summary>Says of everybody that they are offline.</summary>
internal static class GetPresence {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/presence/{userId}/status", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string userId, Person person, PeopleDirectory people, CancellationToken stop) =>
        await people.Find(userId, stop) is null
            ? MatrixError.NotFound("There is no such person here.") : MatrixAnswer.Json(json => json.WriteString("presence", "offline"));
}
