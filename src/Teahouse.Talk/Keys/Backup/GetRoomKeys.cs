using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Reads all keys of a backup.</summary>
internal static class GetRoomKeys {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/room_keys/keys", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string? version, Person person, Backups backups, CancellationToken stop) {
        var keys = await backups.Keys(person.Id, BackupVersion.Parse(version), new KeyChoice(), stop);
        return MatrixAnswer.Json(json => {
            json.WriteStartObject("rooms");
            foreach (var room in keys.GroupBy(k => k.RoomId)) {
                json.WriteStartObject(room.Key);
                GetRoomKeysByRoomId.Write(json, room);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        });
    }
}
