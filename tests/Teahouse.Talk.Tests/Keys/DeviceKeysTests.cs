using System.Text.Json.Nodes;
using Teahouse.Storage;
using Teahouse.Talk.Keys;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

[Collection(KeysTownTests.Name)]
public sealed class DeviceKeysTests(KeysTown town) {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_a_device_publishes_others_find_until_it_signs_out(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        Assert.Equal(0, (int)(await mei.UploadKeys())["one_time_key_counts"]!["signed_curve25519"]!);
        await mei.Do("PUT", $"/devices/{mei.Id}", new JsonObject { ["display_name"] = "Mei's phone 📱" });
        var found = (await li.Query(mei))["device_keys"]![mei.UserId]![mei.Id]!.AsObject();
        Assert.Equal("Mei's phone 📱", (string)found["unsigned"]!["device_display_name"]!);
        found.Remove("unsigned");
        Assert.True(JsonNode.DeepEquals(mei.Keys(), found), found.ToJsonString());
        var old = await li.Do("POST", "/_matrix/client/r0/keys/query", new JsonObject { ["device_keys"] = new JsonObject { [mei.UserId] = new JsonArray("OTHER") } });
        Assert.Empty(old["device_keys"]![mei.UserId]!.AsObject());
        Assert.Empty(old["failures"]!.AsObject());

        await mei.UploadOneTimeKeys("a");
        await mei.Do("POST", "/logout", new JsonObject());
        Assert.Empty((await li.Query(mei))["device_keys"]!.AsObject().SelectMany(u => u.Value!.AsObject()));
        Assert.Null(await li.Claim(mei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_change_of_keys_is_told_to_those_who_share_a_room(DatabaseKind kind) {
        var (mei, li, stranger) = (await town.Register(kind), await town.Register(kind), await town.Register(kind));
        await town.ShareRoom(kind, mei, li);
        var before = await town.Position(kind);
        await mei.UploadKeys();
        foreach (var told in new[] { mei, li }) Assert.Equal([mei.UserId], (await town.Sync(kind, new DeviceListsPart(), told, before)).DevicesChanged);
        Assert.Empty((await town.Sync(kind, new DeviceListsPart(), stranger, before)).DevicesChanged);
        Assert.Empty((await town.Sync(kind, new DeviceListsPart(), li)).DevicesChanged);
        var after = await town.Position(kind);
        await mei.UploadKeys();
        Assert.Empty((await town.Sync(kind, new DeviceListsPart(), li, after)).DevicesChanged);
        var changes = await li.Do("GET", $"/keys/changes?from=s{before}_0&to=s{after}_0");
        Assert.Equal("""{"changed":["@U"],"left":[]}""", changes.ToJsonString().Replace(mei.UserId, "@U", StringComparison.Ordinal));
        await li.Refused(400, "M_MISSING_PARAM", "GET", "/keys/changes?from=s1_0");
        await li.Refused(400, "M_INVALID_PARAM", "GET", "/keys/changes?from=x&to=s1_0");

        await mei.Do("POST", "/logout", new JsonObject());
        Assert.Equal([mei.UserId], (await town.Sync(kind, new DeviceListsPart(), li, after)).DevicesChanged);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task One_time_keys_go_out_in_order_once_each_and_then_the_fallback_key(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        await mei.UploadKeys();
        Assert.Null(await li.Claim(mei));
        await mei.UploadOneTimeKeys("z");
        var counts = await mei.UploadOneTimeKeys("a", "b");
        Assert.Equal(3, (int)counts["one_time_key_counts"]!["signed_curve25519"]!);
        var fallback = new JsonObject { ["fallback_keys"] = new JsonObject { ["signed_curve25519:f"] = mei.OneTimeKey("f") } };
        await mei.Do("POST", "/keys/upload", fallback);
        Assert.Equal(["signed_curve25519"], (await town.Sync(kind, new OneTimeKeysPart(new()), mei)).UnusedFallbackKeys);
        Assert.Equal("z", await li.Claim(mei));
        Assert.Equal(["a", "b"], new[] { await li.Claim(mei), await li.Claim(mei) }.Order());
        Assert.Equal(["signed_curve25519"], (await town.Sync(kind, new OneTimeKeysPart(new()), mei)).UnusedFallbackKeys);
        Assert.Equal(["f", "f"], [await li.Claim(mei), await li.Claim(mei)]);

        var told = await town.Sync(kind, new OneTimeKeysPart(new()), mei);
        Assert.Empty(told.UnusedFallbackKeys);
        Assert.Equal(0, told.OneTimeKeyCounts["signed_curve25519"]);
        await mei.Do("POST", "/keys/upload", fallback.DeepClone());
        Assert.Empty((await town.Sync(kind, new OneTimeKeysPart(new()), mei)).UnusedFallbackKeys);
        await mei.Do("POST", "/keys/upload", new JsonObject { ["fallback_keys"] = new JsonObject { ["signed_curve25519:g"] = mei.OneTimeKey("g") } });
        Assert.Equal(["signed_curve25519"], (await town.Sync(kind, new OneTimeKeysPart(new()), mei)).UnusedFallbackKeys);
        Assert.Equal("g", await li.Claim(mei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_upload_that_is_repeated_brings_no_key_back_and_one_id_is_one_key(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        await mei.UploadKeys();
        await mei.UploadOneTimeKeys("a", "b");
        var given = await li.Claim(mei);
        Assert.Equal(1, (int)(await mei.UploadOneTimeKeys("a", "b"))["one_time_key_counts"]!["signed_curve25519"]!);
        Assert.NotEqual(given, await li.Claim(mei));
        Assert.Null(await li.Claim(mei));
        await mei.UploadOneTimeKeys("c");
        await mei.Refused(400, "M_INVALID_PARAM", "POST", "/keys/upload", new JsonObject {
            ["one_time_keys"] = new JsonObject { ["signed_curve25519:d"] = mei.OneTimeKey("d"), ["signed_curve25519:c"] = mei.OneTimeKey("another") },
        });
        Assert.Equal("c", await li.Claim(mei));
        Assert.Null(await li.Claim(mei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_device_with_another_identity_gives_out_no_key_of_the_old_one(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        await mei.UploadKeys();
        await mei.UploadOneTimeKeys("a");
        mei.ForgetKeys();
        await mei.UploadKeys();
        Assert.Null(await li.Claim(mei));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_hundred_who_claim_at_once_never_get_one_key_twice(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        await mei.UploadKeys();
        await mei.UploadOneTimeKeys(Enumerable.Range(0, 80).Select(n => $"n{n}"));
        var given = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => li.Claim(mei)));
        Assert.Equal(80, given.OfType<string>().Distinct().Count());
        Assert.Equal(20, given.Count(k => k is null));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_process_that_is_killed_gives_out_no_key_twice(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        var (mei, li) = (await Device.Register(server, "mei"), await Device.Register(server, "li"));
        await mei.UploadKeys();
        await mei.UploadOneTimeKeys(Enumerable.Range(0, 300).Select(n => $"n{n}"));
        var given = new System.Collections.Concurrent.ConcurrentBag<string?>();
        var claims = Enumerable.Range(0, 4).Select(async _ => {
            while (true) {
                given.Add(await li.Claim(mei));
            }
        }).ToArray();
        while (given.Count < 20) await Task.Yield();
        await server.Kill();
        foreach (var claim in claims) await Assert.ThrowsAsync<HttpRequestException>(() => claim);
        await server.Restart();
        while (await li.Claim(mei) is { } key) given.Add(key);
        Assert.Equal(given.Count, given.Distinct().Count());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_no_upload_is_refused_and_changes_nothing(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var foreign = mei.Keys();
        await li.Refused(400, "M_INVALID_PARAM", "POST", "/keys/upload", new JsonObject { ["device_keys"] = foreign });
        foreach (var (code, field, value) in new[] {
            ("M_BAD_JSON", "algorithms", """ "a" """), ("M_BAD_JSON", "algorithms", "[1]"), ("M_BAD_JSON", "keys", """{"a":1}"""),
            ("M_BAD_JSON", "signatures", """{"@a:x":"b"}"""), ("M_BAD_JSON", "more", "1.5"), ("M_MISSING_PARAM", "keys", "null"),
            ("M_TOO_LARGE", "more", $"\"{new string('x', 20_000)}\""),
        }) {
            var keys = mei.Keys();
            keys[field] = JsonNode.Parse(value);
            await mei.Refused(code == "M_TOO_LARGE" ? 413 : 400, code, "POST", "/keys/upload", new JsonObject { ["device_keys"] = keys });
        }
        foreach (var (code, body) in new[] {
            ("M_BAD_JSON", "[]"), ("M_NOT_JSON", "{"), ("M_BAD_JSON", """{"one_time_keys":[]}"""), ("M_BAD_JSON", """{"one_time_keys":{"a:b":1}}"""),
            ("M_INVALID_PARAM", """{"one_time_keys":{"ab":"key"}}"""), ("M_INVALID_PARAM", """{"one_time_keys":{"a:":"key"}}"""),
            ("M_INVALID_PARAM", """{"one_time_keys":{"a:\u0000":"key"}}"""), ("M_MISSING_PARAM", """{"one_time_keys":{"a:b":{}}}"""),
            ("M_INVALID_PARAM", """{"fallback_keys":{"a:b":"key","a:c":"key"}}"""),
        }) {
            await mei.Refused(400, code, "POST", "/keys/upload", body);
        }
        var many = new JsonObject(Enumerable.Range(0, 1_001).Select(n => KeyValuePair.Create($"a:{n}", (JsonNode?)"key")));
        await mei.Refused(413, "M_TOO_LARGE", "POST", "/keys/upload", new JsonObject { ["one_time_keys"] = many });
        Assert.Empty((await li.Query(mei))["device_keys"]![mei.UserId]!.AsObject());
        foreach (var (path, body) in new[] {
            ("/keys/query", "{}"), ("/keys/query", """{"device_keys":{"@a:localhost":"x"}}"""), ("/keys/query", """{"device_keys":[]}"""),
            ("/keys/claim", "{}"), ("/keys/claim", """{"one_time_keys":{"@a:localhost":[]}}"""), ("/keys/claim", """{"one_time_keys":{"@a:localhost":{"D":1}}}"""),
        }) {
            await mei.Refused(400, body == "{}" ? "M_MISSING_PARAM" : "M_BAD_JSON", "POST", path, body);
        }
    }

    // matrix-js-sdk's crypto asks again at once, and without end, for whom an answer leaves out.
    [Theory, MemberData(nameof(Kinds))]
    public async Task Each_who_is_asked_for_is_answered(DatabaseKind kind) {
        var (mei, gone) = (await town.Register(kind), await town.Register(kind));
        await gone.UploadKeys();
        await gone.Do("POST", "/account/deactivate", new JsonObject { ["auth"] = gone.Proof });

        var asked = new JsonObject { ["@nobody:localhost"] = new JsonArray(), [gone.UserId] = new JsonArray(), ["@a:elsewhere:8448"] = new JsonArray(), ["x"] = new JsonArray() };
        var answer = await mei.Do("POST", "/keys/query", new JsonObject { ["device_keys"] = asked });

        Assert.Equal([gone.UserId, "@nobody:localhost"], answer["device_keys"]!.AsObject().Select(u => u.Key).Order(StringComparer.Ordinal).Reverse());
        Assert.All(answer["device_keys"]!.AsObject(), u => Assert.Empty(u.Value!.AsObject()));
        Assert.Equal(["elsewhere:8448"], answer["failures"]!.AsObject().Select(f => f.Key));
    }
}
