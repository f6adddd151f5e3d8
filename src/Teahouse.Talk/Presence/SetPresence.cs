using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Presence;

/// <summary>Takes what a client says of a person's presence and keeps nothing: nobody here learns who is at their phone.</summary>
internal static class SetPresence {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/presence/{userId}/status", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string userId, Person person, HttpContext http) {
        OwnUser.Demand(person, userId);
        var body = await MatrixBody.Read(http);
        body.OptionalString("status_msg");
        return body.RequiredString("presence") is "online" or "unavailable" or "offline"
            ? MatrixAnswer.Empty : MatrixError.InvalidParam("'presence' is online, unavailable or offline.");
    }
}
