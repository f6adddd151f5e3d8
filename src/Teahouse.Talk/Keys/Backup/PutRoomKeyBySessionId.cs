using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Stores one key.</summary>
internal static class PutRoomKeyBySessionId {
    public static void Map(MatrixRoutes matrix) => matrix.Map("PUT", "/room_keys/keys/{roomId}/{sessionId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string sessionId, string? version, HttpContext http, Person person, Backups backups, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        return await backups.Put(person.Id, BackupVersion.Parse(version), [BackedUpKey.Parse(roomId, sessionId, body)], stop);
    }
}
