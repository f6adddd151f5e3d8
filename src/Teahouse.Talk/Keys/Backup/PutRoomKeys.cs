using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Stores keys of several rooms.</summary>
internal static class PutRoomKeys {
    public static void Map(MatrixRoutes matrix) => matrix.Map("PUT", "/room_keys/keys", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string? version, HttpContext http, Person person, Backups backups, CancellationToken stop) {
        var body = await MatrixBody.Read(http, TalkLimits.BackupBodyBytesMax);
        return await backups.Put(person.Id, BackupVersion.Parse(version), BackedUpKey.ParseRooms(body), stop);
    }
}
