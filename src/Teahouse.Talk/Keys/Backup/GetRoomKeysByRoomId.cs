using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>Reads the keys of one room.</summary>
internal static class GetRoomKeysByRoomId {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/room_keys/keys/{roomId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string roomId, string? version, Person person, Backups backups, CancellationToken stop) {
        var keys = await backups.Keys(person.Id, BackupVersion.Parse(version), KeyChoice.Of(roomId), stop);
        return MatrixAnswer.Json(json => Write(json, keys));
    }

    /// <summary>Writes the keys of one room.</summary>
    internal static void Write(Utf8JsonWriter json, IEnumerable<BackedUpKey> keys) {
        json.WriteStartObject("sessions");
        foreach (var key in keys) {
            json.WriteStartObject(key.SessionId);
            key.Write(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
