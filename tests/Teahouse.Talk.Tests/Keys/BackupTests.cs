using System.Text.Json.Nodes;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

[Collection(KeysTownTests.Name)]
public sealed class BackupTests(KeysTown town) {
    private const string Algorithm = "m.megolm_backup.v1.curve25519-aes-sha2";
    private const string Room = "!room:localhost";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Room_keys_are_put_read_and_deleted_in_every_portion(DatabaseKind kind) {
        var mei = await town.Register(kind);
        await mei.Refused(404, "M_NOT_FOUND", "GET", "/room_keys/version");
        var version = await Create(mei);
        var etag = await Etag(mei, version, count: 0);
        var (one, other) = (Key(1), Key(2));
        var put = await mei.Do("PUT", $"/room_keys/keys?version={version}", new JsonObject {
            ["rooms"] = new JsonObject { [Room] = new JsonObject { ["sessions"] = new JsonObject { ["a/b+c"] = one.DeepClone() } } },
        });
        Assert.Equal(1, (int)put["count"]!);
        Assert.NotEqual(etag, (string)put["etag"]!);
        await mei.Do("PUT", $"/room_keys/keys/{Room}?version={version}", new JsonObject { ["sessions"] = new JsonObject { ["d"] = other.DeepClone() } });
        await mei.Do("PUT", $"/room_keys/keys/!other:localhost/e?version={version}", Key(3));
        etag = await Etag(mei, version, count: 3);
        Assert.Equal(etag, (string)(await mei.Do("PUT", $"/room_keys/keys/!other:localhost/e?version={version}", Key(3)))["etag"]!);

        Same(one, await mei.Do("GET", $"/room_keys/keys/{Room}/a%2Fb%2Bc?version={version}"));
        Same(new JsonObject { ["sessions"] = new JsonObject { ["a/b+c"] = one.DeepClone(), ["d"] = other.DeepClone() } },
            await mei.Do("GET", $"/room_keys/keys/{Room}?version={version}"));
        var all = await mei.Do("GET", $"/_matrix/client/r0/room_keys/keys?version={version}");
        Assert.Equal(["!other:localhost", Room], all["rooms"]!.AsObject().Select(r => r.Key));
        Same(JsonNode.Parse("""{"sessions":{}}""")!, await mei.Do("GET", $"/room_keys/keys/!nowhere:localhost?version={version}"));
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"/room_keys/keys/{Room}/x?version={version}");

        Assert.Equal(2, (int)(await mei.Do("DELETE", $"/room_keys/keys/{Room}/a%2Fb%2Bc?version={version}"))["count"]!);
        Assert.Equal(1, (int)(await mei.Do("DELETE", $"/room_keys/keys/{Room}?version={version}"))["count"]!);
        Assert.NotEqual(etag, await Etag(mei, version, count: 1));
        Assert.Equal(0, (int)(await mei.Do("DELETE", $"/room_keys/keys?version={version}"))["count"]!);
        Same(JsonNode.Parse("""{"rooms":{}}""")!, await mei.Do("GET", $"/room_keys/keys?version={version}"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Keys_go_into_the_current_backup_only_and_a_version_is_never_given_again(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        await mei.Refused(404, "M_NOT_FOUND", "PUT", $"/room_keys/keys/{Room}/s?version=1", Key(1));
        var old = await Create(mei);
        await mei.Do("PUT", $"/room_keys/keys/{Room}/s?version={old}", Key(1));
        var current = await Create(mei);
        Assert.NotEqual(old, current);
        var wrong = await mei.Refused(403, "M_WRONG_ROOM_KEYS_VERSION", "PUT", $"/room_keys/keys/{Room}/s?version={old}", Key(0));
        Assert.Equal(current, (string)wrong["current_version"]!);
        Same(Key(1), await mei.Do("GET", $"/room_keys/keys/{Room}/s?version={old}"));
        await li.Refused(404, "M_NOT_FOUND", "GET", $"/room_keys/keys?version={old}");

        await mei.Do("DELETE", $"/room_keys/version/{current}");
        await mei.Do("DELETE", $"/room_keys/version/{current}");
        await mei.Refused(404, "M_NOT_FOUND", "DELETE", "/room_keys/version/99");
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"/room_keys/version/{current}");
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"/room_keys/keys?version={current}");
        await mei.Refused(404, "M_NOT_FOUND", "DELETE", $"/room_keys/keys?version={current}");
        Assert.Equal(old, (string)(await mei.Do("GET", "/room_keys/version"))["version"]!);
        Assert.DoesNotContain(await Create(mei), new[] { old, current });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Auth_data_can_be_changed_the_algorithm_cannot(DatabaseKind kind) {
        var mei = await town.Register(kind);
        var version = await Create(mei);
        var body = new JsonObject { ["algorithm"] = Algorithm, ["auth_data"] = new JsonObject { ["public_key"] = "another" } };
        await mei.Do("PUT", $"/room_keys/version/{version}", body.DeepClone());
        Assert.Equal("another", (string)(await mei.Do("GET", $"/room_keys/version/{version}"))["auth_data"]!["public_key"]!);
        body["version"] = "77";
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"/room_keys/version/{version}", body.DeepClone());
        body["version"] = version;
        body["algorithm"] = "other";
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"/room_keys/version/{version}", body);
        await mei.Refused(404, "M_NOT_FOUND", "PUT", "/room_keys/version/x", new JsonObject { ["algorithm"] = Algorithm, ["auth_data"] = new JsonObject() });
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_backup_that_only_strangers_signed_is_refused_once_the_person_has_an_identity(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var (identity, other) = (new Identity(mei.UserId), new Identity(mei.UserId));
        foreach (var device in new[] { mei, li }) await device.UploadKeys();
        await Create(mei, other.Master.Sign);
        await mei.Do("POST", "/keys/device_signing/upload", identity.Upload());
        await Create(mei);
        await Create(mei, mei.Key.Sign);
        await Create(mei, identity.Master.Sign);
        var version = await Create(mei, data => other.Master.Sign(mei.Key.Sign(data)));
        foreach (var stranger in new Func<JsonObject, JsonObject>[] { li.Key.Sign, other.Master.Sign, Altered(mei.Key.Sign), Altered(identity.Master.Sign) }) {
            await mei.Refused(400, "M_INVALID_SIGNATURE", "POST", "/room_keys/version", Backup(stranger));
            await mei.Refused(400, "M_INVALID_SIGNATURE", "PUT", $"/room_keys/version/{version}", Backup(stranger));
        }
        Assert.Equal(version, (string)(await mei.Do("GET", "/room_keys/version"))["version"]!);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_no_room_key_is_refused(DatabaseKind kind) {
        var mei = await town.Register(kind);
        var version = await Create(mei);
        foreach (var (code, field, value) in new[] {
            ("M_MISSING_PARAM", "is_verified", "null"), ("M_BAD_JSON", "is_verified", "1"), ("M_BAD_JSON", "first_message_index", "1.5"),
            ("M_INVALID_PARAM", "first_message_index", "-1"), ("M_INVALID_PARAM", "forwarded_count", "9007199254740992"),
            ("M_BAD_JSON", "forwarded_count", "99999999999999999999"), ("M_BAD_JSON", "session_data", "[]"), ("M_MISSING_PARAM", "session_data", "null"),
        }) {
            var key = Key(1);
            key[field] = JsonNode.Parse(value);
            await mei.Refused(400, code, "PUT", $"/room_keys/keys/{Room}/s?version={version}", key);
        }
        await mei.Refused(400, "M_MISSING_PARAM", "PUT", $"/room_keys/keys/{Room}/s", Key(1));
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"/room_keys/keys/room/s?version={version}", Key(1));
        await mei.Refused(400, "M_INVALID_PARAM", "PUT", $"/room_keys/keys/{Room}?version={version}", new JsonObject { ["sessions"] = new JsonObject { ["\0"] = Key(1) } });
        await mei.Refused(400, "M_BAD_JSON", "PUT", $"/room_keys/keys?version={version}", """{"rooms":{"!a:b":{"sessions":[]}}}""");
        await mei.Refused(400, "M_MISSING_PARAM", "POST", "/room_keys/version", $$"""{"algorithm":"{{Algorithm}}"}""");
        await mei.Refused(400, "M_BAD_JSON", "POST", "/room_keys/version", $$$$"""{"algorithm":"{{{{Algorithm}}}}","auth_data":{"signatures":{"@a:b":1}}}""");
        await Etag(mei, version, count: 0);
    }

    private static JsonObject Key(int firstIndex) => new() {
        ["first_message_index"] = firstIndex,
        ["forwarded_count"] = 0,
        ["is_verified"] = true,
        ["session_data"] = new JsonObject { ["ciphertext"] = $"+茶/{firstIndex}" },
    };

    private static JsonObject Backup(Func<JsonObject, JsonObject> sign) =>
        new() { ["algorithm"] = Algorithm, ["auth_data"] = sign(new() { ["public_key"] = "key" }) };

    private static async Task<string> Create(Device device, Func<JsonObject, JsonObject>? sign = null) =>
        (string)(await device.Do("POST", "/room_keys/version", Backup(sign ?? (data => data))))["version"]!;

    private static Func<JsonObject, JsonObject> Altered(Func<JsonObject, JsonObject> sign) => data => {
        var signed = sign(data);
        signed["public_key"] = "another key";
        return signed;
    };

    private static async Task<string> Etag(Device device, string version, int count) {
        var backup = await device.Do("GET", $"/room_keys/version/{version}");
        Assert.Equal(count, (int)backup["count"]!);
        Assert.Equal(Algorithm, (string)backup["algorithm"]!);
        return (string)backup["etag"]!;
    }

    private static void Same(JsonNode expected, JsonNode actual) => Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString());
}
