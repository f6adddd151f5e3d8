using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Profiles;

/// <summary>Sets or deletes a field of one's own profile.</summary>
internal static class SetProfileField {
    public static void Map(MatrixRoutes routes) {
        routes.Map("PUT", "/profile/{userId}/{keyName}", Set).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);
        routes.Map("DELETE", "/profile/{userId}/{keyName}", Delete).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> Set(string userId, string keyName, HttpContext http, Person person, ProfileFields profiles) {
        if (userId != person.UserId) return NotYours;
        ProfileFields.JudgeKey(keyName);
        var body = await MatrixBody.Read(http);
        if (!body.TryGetProperty(keyName, out var value)) return MatrixError.MissingParam($"'{keyName}' is missing.");
        await profiles.Set(person, keyName, value);
        return MatrixJson.Done;
    }

    [Reads]
    private static async Task<IResult> Delete(string userId, string keyName, Person person, ProfileFields profiles) {
        if (userId != person.UserId) return NotYours;
        await profiles.Remove(person, keyName);
        return MatrixJson.Done;
    }

    private static MatrixError NotYours => MatrixError.Forbidden("This profile is not yours.");
}
