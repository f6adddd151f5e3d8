using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Profiles;

/// <summary>Shows a profile, or one field of it.</summary>
internal static class GetUserProfile {
    public static void Map(MatrixRoutes routes) {
        routes.Map("GET", "/profile/{userId}", All).Allows(Access.Anybody).AtMost(Rate.Reading);
        routes.Map("GET", "/profile/{userId}/{keyName}", One).Allows(Access.Anybody).AtMost(Rate.Reading);
    }

    [Reads(DataClass.Profile)]
    private static async Task<IResult> All(string userId, ProfileFields profiles, CancellationToken stop) =>
        MatrixJson.Ok(await profiles.Of(userId, stop));

    [Reads(DataClass.Profile)]
    private static async Task<IResult> One(string userId, string keyName, ProfileFields profiles, CancellationToken stop) {
        ProfileFields.JudgeKey(keyName);
        return (await profiles.Of(userId, stop)).TryGetValue(keyName, out var value)
            ? MatrixJson.Ok(new Dictionary<string, object> { [keyName] = value }) : MatrixError.NotFound("The profile has no such field.");
    }
}
