using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys;

/// <summary>
/// Fetches the keys of people and of their devices. Each asked for is answered, if only with no devices (nobody has that user id, or they
/// have closed their account) or with a failure (they are of another server): clients ask again at once for whom an answer leaves out.
/// </summary>
internal static class QueryKeys {
    public static void Map(MatrixRoutes matrix) => matrix.Map("POST", "/keys/query", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Devices)]
    private static async Task<IResult> Handle(HttpContext http, Person person, PeopleDirectory people, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var wanted = body.RequiredObject("device_keys");
        var (found, nobody, elsewhere) = (new List<Found>(), new List<string>(), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var user in wanted.EnumerateObject()) {
            var devices = wanted.OptionalStrings(user.Name);
            if (await people.Find(user.Name, stop) is not { } whose) {
                if (people.IsLocal(user.Name)) nobody.Add(user.Name);
                else if (user.Name.Split(':', 2) is [_, { Length: > 0 } server]) elsewhere.Add(server);
                continue;
            }
            var names = (await people.DevicesOf(whose, stop)).Where(d => devices.Count == 0 || devices.Contains(d.DeviceId));
            found.Add(new(user.Name, whose, [.. names], await database.Read(c => PublishedKeys.Read(c, whose, person.Id), stop)));
        }
        return MatrixAnswer.Json(json => {
            WriteFailures(json, elsewhere);
            WriteKeys(json, found, nobody, person);
        });
    }

    private sealed record Found(string UserId, PersonId Id, IReadOnlyList<DeviceName> Devices, PublishedKeys Keys);

    private static void WriteFailures(Utf8JsonWriter json, IEnumerable<string> servers) {
        json.WriteStartObject("failures");
        foreach (var server in servers) {
            json.WriteStartObject(server);
            json.WriteString("errcode", "M_UNKNOWN");
            json.WriteString("error", "This server does not reach others.");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter json, List<Found> found, List<string> nobody, Person reader) {
        json.WriteStartObject("device_keys");
        foreach (var user in found) WriteDevices(json, user, reader);
        foreach (var userId in nobody) {
            json.WriteStartObject(userId);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteCrossSigning(json, "master_keys", Usages.Master, found, reader);
        WriteCrossSigning(json, "self_signing_keys", Usages.SelfSigning, found, reader);
        WriteCrossSigning(json, "user_signing_keys", Usages.UserSigning, found.Where(f => f.Id == reader.Id), reader);
    }

    private static void WriteDevices(Utf8JsonWriter json, Found user, Person reader) {
        json.WriteStartObject(user.UserId);
        foreach (var device in user.Devices) {
            if (!user.Keys.Devices.TryGetValue(device.DeviceId, out var keys)) continue;
            json.WriteStartObject(device.DeviceId);
            WriteSigned(json, keys, user, device.DeviceId, reader);
            json.WriteStartObject("unsigned");
            if (device.DisplayName is { } name) json.WriteString("device_display_name", name);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteCrossSigning(Utf8JsonWriter json, string field, string usage, IEnumerable<Found> found, Person reader) {
        json.WriteStartObject(field);
        foreach (var user in found) {
            if (!user.Keys.CrossSigning.TryGetValue(usage, out var key)) continue;
            json.WriteStartObject(user.UserId);
            WriteSigned(json, key.Json, user, key.PublicKey, reader);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    // The object as it was uploaded, and among its signatures those that came later.
    private static void WriteSigned(Utf8JsonWriter json, string stored, Found user, string keyId, Person reader) {
        var signatures = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var member in SignedObject.Parse(stored).EnumerateObject()) {
            if (member.Name != "signatures") member.WriteTo(json);
            else foreach (var signer in member.Value.EnumerateObject()) signatures[signer.Name] = Texts(signer.Value);
        }
        foreach (var late in user.Keys.SignaturesOn(keyId)) {
            var signer = late.Signer == reader.Id.Value ? reader.UserId : user.UserId;
            if (!signatures.TryGetValue(signer, out var own)) signatures[signer] = own = new(StringComparer.Ordinal);
            own[late.SigningKey] = late.Signature;
        }
        json.WritePropertyName("signatures");
        JsonSerializer.Serialize(json, signatures);
    }

    private static SortedDictionary<string, string> Texts(JsonElement map) =>
        new(map.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!), StringComparer.Ordinal);
}
