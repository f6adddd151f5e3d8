using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>Signs out devices, once the person has proved who they are.</summary>
internal static class DeleteDevices {
    public static void Map(MatrixRoutes routes) {
        routes.Map("DELETE", "/devices/{deviceId}", One).Allows(Access.SignedIn).AtMost(Rate.SigningIn);
        routes.Map("POST", "/delete_devices", Several).Allows(Access.SignedIn).AtMost(Rate.SigningIn);
    }

    [Reads]
    private static async Task<IResult> One(
        string deviceId, HttpContext http, Person person, Database database, UserInteractiveAuth auth, DeviceEnd devices) {
        var body = await MatrixBody.Read(http);
        if (await DeviceJson.One(database, person.Id, deviceId, http.RequestAborted) is null) return MatrixError.NotFound("You have no such device.");
        if (await auth.Ask(http, person, body, http.RequestAborted) is { } ask) return ask;
        await devices.End(person.Id, [deviceId], Write.Nothing);
        return MatrixJson.Done;
    }

    [Reads]
    private static async Task<IResult> Several(
        HttpContext http, Person person, Database database, UserInteractiveAuth auth, DeviceEnd devices) {
        var body = await MatrixBody.Read(http);
        if (body.OptionalArray("devices") is null) return MatrixError.MissingParam("'devices' is missing.");
        var wanted = body.OptionalStrings("devices").ToHashSet();
        if (await auth.Ask(http, person, body, http.RequestAborted) is { } ask) return ask;
        var own = (await DeviceJson.All(database, person.Id, http.RequestAborted)).Select(d => d.device_id).Where(wanted.Contains).ToList();
        if (own.Count > 0) await devices.End(person.Id, own, Write.Nothing);
        return MatrixJson.Done;
    }
}
