using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/// <summary>Tells a client whom its access token belongs to.</summary>
internal static class GetTokenOwner {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/account/whoami", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static IResult Handle(Person person) => MatrixJson.Ok(new { user_id = person.UserId, device_id = person.DeviceId, is_guest = false });
}
