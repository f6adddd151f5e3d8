using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>
/// Shows a person when each of their own devices was last here, and nobody anything of somebody else: no operator looks through this
/// door. From where is written down nowhere.
/// </summary>
internal static class GetWhoIs {
    public static void Map(MatrixRoutes routes) => routes.Map("GET", "/admin/whois/{userId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string userId, Person person, Database database, CancellationToken stop) =>
        userId != person.UserId ? MatrixError.Forbidden("This is another person's.") : MatrixJson.Ok(new {
            user_id = person.UserId,
            devices = (await DeviceJson.All(database, person.Id, stop)).ToDictionary(
                d => d.device_id, d => new { sessions = new[] { new { connections = new[] { new { last_seen = d.last_seen_ts } } } } }),
        });
}
