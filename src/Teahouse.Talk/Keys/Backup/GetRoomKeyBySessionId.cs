using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Reads one key.</summary>
internal static class GetRoomKeyBySessionId {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/room_keys/keys/{roomId}/{sessionId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string roomId, string sessionId, string? version, Person person, Backups backups, CancellationToken stop) {
        var keys = await backups.Keys(person.Id, BackupVersion.Parse(version), KeyChoice.Of(roomId, sessionId), stop);
        return keys is [var key] ? MatrixAnswer.Json(key.Write) : MatrixError.NotFound("No such key is in the backup.");
    }
}
