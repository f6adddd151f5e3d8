using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Deletes a backup with its keys.</summary>
internal static class DeleteRoomKeysVersion {
    public static void Map(MatrixRoutes matrix) => matrix.Map("DELETE", "/room_keys/version/{version}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string version, Person person, Backups backups, CancellationToken stop) {
        if (await backups.FindEver(person.Id, BackupVersion.Parse(version), stop) is not { } backup) return Backups.Unknown;
        await backups.Delete(person.Id, backup.Version, stop);
        return MatrixAnswer.Empty;
    }
}
