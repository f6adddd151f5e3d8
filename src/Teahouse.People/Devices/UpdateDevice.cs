using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>Names a device.</summary>
internal static class UpdateDevice {
    public static void Map(MatrixRoutes routes) => routes.Map("PUT", "/devices/{deviceId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string deviceId, HttpContext http, Person person, Database database, IEnumerable<IPersonChanges> others) {
        var name = DeviceWish.Named((await MatrixBody.Read(http)).OptionalString("display_name"));
        if (await DeviceJson.One(database, person.Id, deviceId, http.RequestAborted) is null) return MatrixError.NotFound("You have no such device.");
        if (name is null) return MatrixJson.Done;
        await database.Write(new Write(Statement.Do(
            "UPDATE people_device SET display_name = @name WHERE person = @person AND device_id = @device",
            ("name", name), ("person", person.Id.Value), ("device", deviceId))));
        foreach (var other in others) await other.DeviceRenamed(person.Id, person.UserId, CancellationToken.None);
        return MatrixJson.Done;
    }
}
