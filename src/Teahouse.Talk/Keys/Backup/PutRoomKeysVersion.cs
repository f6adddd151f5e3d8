using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Changes the auth data of a backup.</summary>
internal static class PutRoomKeysVersion {
    public static void Map(MatrixRoutes matrix) => matrix.Map("PUT", "/room_keys/version/{version}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string version, HttpContext http, Person person, Backups backups, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var backup = await backups.Find(person.Id, BackupVersion.Parse(version), stop);
        if (body.RequiredString("algorithm") != backup.Algorithm) return MatrixError.InvalidParam("The algorithm is not the backup's.");
        if (body.OptionalString("version") is { } same && same != version) return MatrixError.InvalidParam("'version' is not the one in the path.");
        await backups.Update(person.Id, backup.Version, await AuthData.Parse(body, person, database, stop), stop);
        return MatrixAnswer.Empty;
    }
}
