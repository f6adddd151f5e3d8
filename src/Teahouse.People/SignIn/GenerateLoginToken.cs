using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Gives a signed-in person a login token for another app.</summary>
internal static class GenerateLoginToken {
    public static void Map(MatrixRoutes routes) =>
        routes.At("POST", "/_matrix/client/v1/login/get_token", Handle).Allows(Access.SignedIn).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, UserInteractiveAuth auth, LoginTokens tokens) {
        if (await auth.Ask(http, person, await MatrixBody.Read(http), http.RequestAborted) is { } ask) return ask;
        var given = await tokens.Give(person.Id, trusted: false, Write.Nothing) ?? throw new InvalidOperationException("Nothing was claimed.");
        return MatrixJson.Ok(new { login_token = given.LoginToken, expires_in_ms = given.ExpiresInMs });
    }
}
