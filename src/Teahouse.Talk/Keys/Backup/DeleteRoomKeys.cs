using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Deletes all keys of a backup.</summary>
internal static class DeleteRoomKeys {
    public static void Map(MatrixRoutes matrix) => matrix.Map("DELETE", "/room_keys/keys", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static Task<IResult> Handle(string? version, Person person, Backups backups, CancellationToken stop) =>
        backups.DeleteKeys(person.Id, BackupVersion.Parse(version), new KeyChoice(), stop);
}
