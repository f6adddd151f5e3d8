using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Deletes one key.</summary>
internal static class DeleteRoomKeyBySessionId {
    public static void Map(MatrixRoutes matrix) => matrix.Map("DELETE", "/room_keys/keys/{roomId}/{sessionId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static Task<IResult> Handle(string roomId, string sessionId, string? version, Person person, Backups backups, CancellationToken stop) =>
        backups.DeleteKeys(person.Id, BackupVersion.Parse(version), KeyChoice.Of(roomId, sessionId), stop);
}
