using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>A device publishes its keys.</summary>
internal static class UploadKeys {
    public static void Map(MatrixRoutes matrix) => matrix.Map("POST", "/keys/upload", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        HttpContext http, Person person, Database database, DeviceLists lists, TimeProvider clock, CancellationToken stop) {
        var upload = KeyUpload.Parse(await MatrixBody.Read(http), person);
        while (!await TryStore(upload, person, database, lists, clock, stop)) { }
        var counts = await database.Read(c => OneTimeKeyCounts.Read(c, person), stop);
        return MatrixAnswer.Json(json => {
            json.WriteStartObject("one_time_key_counts");
            foreach (var (algorithm, count) in counts.Left) json.WriteNumber(algorithm, count);
            json.WriteEndObject();
        });
    }

    private static async Task<bool> TryStore(
        KeyUpload upload, Person person, Database database, DeviceLists lists, TimeProvider clock, CancellationToken stop) {
        var changes = KeyChanges.Decide(await database.Read(c => HeldKeys.Read(c, person), stop), upload);
        if (changes.AreNone) return true;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try {
            await database.Write(new Write(1, pos => changes.At(pos, person, now)) {
                Note = changes.DeviceKeys is null ? _ => new HappenedTo(person.Id) : null,
            }, CancellationToken.None);
            return true;
        } catch (WriteLostException) {
            return false;                // another upload of this device was faster: look again at what is held
        } finally {
            if (changes.DeviceKeys is not null) await lists.Ring(person.Id, CancellationToken.None);
        }
    }
}
