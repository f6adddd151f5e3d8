using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Says whether a registration token would work.</summary>
internal static class RegistrationTokenValidity {
    public static void Map(MatrixRoutes routes) => routes.At("GET", "/_matrix/client/v1/register/m.login.registration_token/validity", Handle)
        .Allows(Access.Anybody).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, NewPerson people, House house) {
        if (house.Registration != RegistrationRule.Token) return MatrixError.Forbidden("Nobody needs a registration token here.");
        if (http.Request.Query["token"] is not [{ } token]) return MatrixError.MissingParam("'token' is missing.");
        return MatrixJson.Ok(new { valid = await people.IsValid(token, http.RequestAborted) });
    }
}
