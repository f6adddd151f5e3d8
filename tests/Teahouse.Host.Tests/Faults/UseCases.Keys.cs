using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NSec.Cryptography;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

internal static partial class UseCases {
    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string BackupAlgorithm = "m.megolm_backup.v1.curve25519-aes-sha2";

    private static UseCase[] Keys => [
        new("publish a device's keys", "POST /keys/upload", async scene => {
            var person = await scene.Newcomer();
            return new(() => scene.Ask(person, "POST", "/keys/upload", new { device_keys = DeviceKeys(person), one_time_keys = OneTimeKeys("a", "b") }), async _ => {
                Demand((await PublishedKeys(scene, person)).GetProperty("device_keys").GetProperty(person.UserId).TryGetProperty(person.DeviceId, out var _), "The keys are not there.");
                Demand(await scene.Count("SELECT count(*) FROM talk_one_time_key WHERE device_id = @device", ("device", person.DeviceId)) == 2, "There are not two one-time keys.");
            });
        }),
        new("look for keys", "POST /keys/query", async scene => {
            var person = await scene.Newcomer();
            return new(() => scene.Ask(scene.Mei, "POST", "/keys/query", Whose(person)), _ => Task.CompletedTask);
        }) { WritesNothing = true },
        new("claim a one-time key", "POST /keys/claim", async scene => {
            var person = await scene.Newcomer();
            (await scene.Ask(person, "POST", "/keys/upload", new { one_time_keys = OneTimeKeys("a", "b", "c"), fallback_keys = OneTimeKeys("f") })).Good();
            return new(() => Claim(scene, person), async first => {
                var second = await Claim(scene, person);
                Demand(Claimed(first, person) != Claimed(second.Good(), person), "A one-time key was given twice.");
            });
        }),
        new("claim a fallback key", "POST /keys/claim", async scene => {
            var person = await scene.Newcomer();
            (await scene.Ask(person, "POST", "/keys/upload", new { fallback_keys = OneTimeKeys("f") })).Good();
            return new(() => Claim(scene, person), async answer => {
                Demand(Claimed(answer, person) == "signed_curve25519:f", "It is not the fallback key.");
                Demand(await scene.Count("SELECT used FROM talk_fallback_key WHERE device_id = @device", ("device", person.DeviceId)) == 1, "It does not count as used.");
            });
        }),
        new("publish cross-signing keys", "POST /keys/device_signing/upload", async scene => {
            var person = await scene.Newcomer();
            using var key = Key.Create(SignatureAlgorithm.Ed25519);
            var master = MasterKey(person, key);
            return new(() => scene.Ask(person, "POST", "/keys/device_signing/upload", new { master_key = master }), async _ =>
                Demand((await PublishedKeys(scene, person)).GetProperty("master_keys").TryGetProperty(person.UserId, out var _), "The key is not there."));
        }),
        new("publish a signature", "POST /keys/signatures/upload", async scene => {
            var person = await scene.Newcomer();
            using var key = Key.Create(SignatureAlgorithm.Ed25519);
            var (device, master) = (DeviceKeys(person, key), MasterKey(person, key));
            (await scene.Ask(person, "POST", "/keys/upload", new { device_keys = device })).Good();
            (await scene.Ask(person, "POST", "/keys/device_signing/upload", new { master_key = master })).Good();
            var signed = Signed(master, person, $"ed25519:{person.DeviceId}", key);
            var body = new JsonObject { [person.UserId] = new JsonObject { [Public(key)] = signed } }.ToJsonString();
            return new(() => scene.Ask(person, "POST", "/keys/signatures/upload", body), async _ =>
                Demand((await PublishedKeys(scene, person)).GetProperty("master_keys").GetProperty(person.UserId).TryGetProperty("signatures", out var _), "The signature is not there."));
        }),
    ];

    private static UseCase[] Backups => [
        new("begin a backup", "POST /room_keys/version", async scene => {
            var person = await scene.Newcomer();
            return new(() => NewBackup(scene, person), async answer =>
                (await scene.Ask(person, "GET", "/room_keys/version")).Good(v => v["version"] == answer["version"]));
        }),
        Backup("change a backup", "PUT /room_keys/version/{version}", "PUT", "/room_keys/version/1", new { algorithm = BackupAlgorithm, auth_data = new { public_key = "b" } }, keys: 1),
        Backup("delete a backup", "DELETE /room_keys/version/{version}", "DELETE", "/room_keys/version/1", null, keys: 0),
        Backup("back keys up", "PUT /room_keys/keys", "PUT", "/room_keys/keys?version=1",
            new { rooms = new Dictionary<string, object> { ["!b:localhost"] = new { sessions = new { s = RoomKey } } } }, keys: 2),
        Backup("back a room's keys up", "PUT /room_keys/keys/{roomId}", "PUT", "/room_keys/keys/!b:localhost?version=1", new { sessions = new { s = RoomKey } }, keys: 2),
        Backup("back a key up", "PUT /room_keys/keys/{roomId}/{sessionId}", "PUT", "/room_keys/keys/!b:localhost/s?version=1", RoomKey, keys: 2),
        Backup("take all keys out of a backup", "DELETE /room_keys/keys", "DELETE", "/room_keys/keys?version=1", null, keys: 0),
        Backup("take a room's keys out of a backup", "DELETE /room_keys/keys/{roomId}", "DELETE", "/room_keys/keys/!a:localhost?version=1", null, keys: 0),
        Backup("take a key out of a backup", "DELETE /room_keys/keys/{roomId}/{sessionId}", "DELETE", "/room_keys/keys/!a:localhost/s?version=1", null, keys: 0),
    ];

    private static object RoomKey => new { first_message_index = 0, forwarded_count = 0, is_verified = true, session_data = new { ciphertext = "a" } };

    private static UseCase Backup(string name, string route, string method, string path, object? body, int keys) => new(name, route, async scene => {
        var person = await scene.Newcomer();
        (await NewBackup(scene, person)).Good(v => v["version"] == "1");
        (await scene.Ask(person, "PUT", "/room_keys/keys/!a:localhost/s?version=1", RoomKey)).Good();
        return new(() => scene.Ask(person, method, path, body), async _ => {
            var count = await scene.Count(
                "SELECT count(*) FROM talk_backup_key k JOIN people_person p ON p.person = k.person WHERE p.handle = @handle", ("handle", scene.Name("newcomer")));
            Demand(count == keys, $"There are {count} keys in the backup.");
        });
    });

    private static Task<Answer> NewBackup(Scene scene, Townsperson person) =>
        scene.Ask(person, "POST", "/room_keys/version", new { algorithm = BackupAlgorithm, auth_data = new { public_key = "a" } });

    private static object Whose(Townsperson person) => new { device_keys = new Dictionary<string, string[]> { [person.UserId] = [] } };

    private static async Task<JsonElement> PublishedKeys(Scene scene, Townsperson person) => (await scene.Ask(person, "POST", "/keys/query", Whose(person))).Good().Json;

    private static Task<Answer> Claim(Scene scene, Townsperson person) => scene.Ask(scene.Mei, "POST", "/keys/claim", new {
        one_time_keys = new Dictionary<string, object> { [person.UserId] = new Dictionary<string, string> { [person.DeviceId] = "signed_curve25519" } },
    });

    private static string Claimed(Answer answer, Townsperson person) =>
        answer.Json.GetProperty("one_time_keys").GetProperty(person.UserId).GetProperty(person.DeviceId).EnumerateObject().Single().Name;

    private static Dictionary<string, object> OneTimeKeys(params string[] ids) => ids.ToDictionary(id => $"signed_curve25519:{id}", id => (object)new { key = $"key {id}" });

    private static JsonObject DeviceKeys(Townsperson person, Key? key = null) => new() {
        ["algorithms"] = new JsonArray("m.olm.v1.curve25519-aes-sha2"),
        ["device_id"] = person.DeviceId,
        ["keys"] = new JsonObject { [$"curve25519:{person.DeviceId}"] = "a", [$"ed25519:{person.DeviceId}"] = key is null ? "a" : Public(key) },
        ["signatures"] = new JsonObject { [person.UserId] = new JsonObject { [$"ed25519:{person.DeviceId}"] = "a" } },
        ["user_id"] = person.UserId,
    };

    private static JsonObject MasterKey(Townsperson person, Key key) => new() {
        ["keys"] = new JsonObject { [$"ed25519:{Public(key)}"] = Public(key) },
        ["usage"] = new JsonArray("master"),
        ["user_id"] = person.UserId,
    };

    // The members stand in canonical order already.
    private static JsonObject Signed(JsonObject of, Townsperson person, string keyId, Key key) {
        var canonical = JsonSerializer.SerializeToUtf8Bytes(of, AsWritten);
        var signed = of.DeepClone().AsObject();
        signed["signatures"] = new JsonObject { [person.UserId] = new JsonObject { [keyId] = Unpadded(SignatureAlgorithm.Ed25519.Sign(key, canonical)) } };
        return signed;
    }

    private static string Public(Key key) => Unpadded(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    private static string Unpadded(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
