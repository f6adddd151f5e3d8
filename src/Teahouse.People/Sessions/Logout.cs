using Microsoft.AspNetCore.Http;
using Teahouse.People.Devices;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/// <summary>Signs out this device, or all of them.</summary>
internal static class Logout {
    public static void Map(MatrixRoutes routes) {
        routes.Map("POST", "/logout", One).Allows(Access.SignedIn).AtMost(Rate.Sending);
        routes.Map("POST", "/logout/all", All).Allows(Access.SignedIn).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> One(Person person, DeviceEnd devices) {
        await devices.End(person.Id, [person.DeviceId], Write.Nothing);
        return MatrixJson.Done;
    }

    [Reads]
    private static async Task<IResult> All(Person person, DeviceEnd devices, CancellationToken stop) {
        await devices.End(person.Id, await devices.AllBut(person.Id, kept: null, stop), Write.Nothing);
        return MatrixJson.Done;
    }
}
