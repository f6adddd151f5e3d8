using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Says how one can sign in.</summary>
internal static class GetLoginFlows {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/login", Handle).Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle() => MatrixJson.Ok(new {
        flows = new object[] { new { type = "m.login.password" }, new { type = "m.login.token", get_login_token = true } },
    });
}
