using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Makes a new backup; it becomes the current one.</summary>
internal static class PostRoomKeysVersion {
    public static void Map(MatrixRoutes matrix) => matrix.Map("POST", "/room_keys/version", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, Backups backups, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var algorithm = KeyText.Checked(body.RequiredString("algorithm"), "An algorithm");
        var version = await backups.Create(person.Id, algorithm, await AuthData.Parse(body, person, database, stop), stop);
        return MatrixAnswer.Json(json => {
            json.WriteString("version", version.ToString(System.Globalization.CultureInfo.InvariantCulture));
        });
    }
}
