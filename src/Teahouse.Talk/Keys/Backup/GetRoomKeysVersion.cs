using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>What one backup is.</summary>
internal static class GetRoomKeysVersion {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/room_keys/version/{version}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string version, Person person, Backups backups, CancellationToken stop) =>
        (await backups.Find(person.Id, BackupVersion.Parse(version), stop)).Answer();
}
