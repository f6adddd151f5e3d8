using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Which backup is the current one.</summary>
internal static class GetRoomKeysVersionCurrent {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/room_keys/version", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(Person person, Backups backups, CancellationToken stop) =>
        await backups.Current(person.Id, stop) is { } backup ? backup.Answer() : MatrixError.NotFound("No current backup version.");
}
