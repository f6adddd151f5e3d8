using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>Shows a person their devices, or one of them.</summary>
internal static class GetDevices {
    public static void Map(MatrixRoutes routes) {
        routes.Map("GET", "/devices", All).Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.Map("GET", "/devices/{deviceId}", One).Allows(Access.SignedIn).AtMost(Rate.Reading);
    }

    [Reads]
    private static async Task<IResult> All(Person person, Database database, CancellationToken stop) =>
        MatrixJson.Ok(new { devices = await DeviceJson.All(database, person.Id, stop) });

    [Reads]
    private static async Task<IResult> One(string deviceId, Person person, Database database, CancellationToken stop) =>
        await DeviceJson.One(database, person.Id, deviceId, stop) is { } device ? MatrixJson.Ok(device) : MatrixError.NotFound("You have no such device.");
}
