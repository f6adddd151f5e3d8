using Microsoft.AspNetCore.Http;
using Teahouse.People.Handles;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Says whether a handle can be had.</summary>
internal static class CheckUsernameAvailability {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/register/available", Answer).Allows(Access.Anybody).AtMost(Rate.SigningIn);

    [Reads(DataClass.Profile)]
    private static async Task<IResult> Answer(HttpContext http, NewPerson people) {
        if (http.Request.Query["username"] is not [{ } username]) return MatrixError.MissingParam("'username' is missing.");
        return await people.Judge(Handle.Meant(username), http.RequestAborted) is { } refusal ? NewPerson.Error(refusal) : MatrixJson.Ok(new { available = true });
    }
}
