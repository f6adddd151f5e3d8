using System.Text.Json.Nodes;
using Teahouse.Storage;
using Teahouse.Talk.Keys;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

[Collection(KeysTownTests.Name)]
public sealed class CrossSigningTests(KeysTown town) {
    private const string Path = "/keys/device_signing/upload";

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_first_keys_need_no_proof_others_do_and_all_but_one_are_public(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var identity = new Identity(mei.UserId);
        await mei.Do("POST", Path, identity.Upload());
        await mei.Do("POST", Path, identity.Upload());
        await mei.Do("POST", "/_matrix/client/unstable/keys/device_signing/upload", identity.Upload());
        var seen = await li.Query(mei);
        Assert.True(JsonNode.DeepEquals(identity.Upload()["self_signing_key"], seen["self_signing_keys"]![mei.UserId]));
        Assert.Equal(identity.Master.Public, (string)seen["master_keys"]![mei.UserId]!["keys"]![identity.Master.KeyId]!);
        Assert.Empty(seen["user_signing_keys"]!.AsObject());
        Assert.Equal(identity.UserSigning.Public, (string)(await mei.Query(mei))["user_signing_keys"]![mei.UserId]!["keys"]![identity.UserSigning.KeyId]!);

        var other = new Identity(mei.UserId);
        var asked = await mei.Refused(401, null, "POST", Path, other.Upload());
        Assert.Equal("m.login.password", (string)asked["flows"]![0]!["stages"]![0]!);
        var wrong = mei.Proof;
        wrong["password"] = "not it";
        await mei.Refused(401, "M_FORBIDDEN", "POST", Path, other.Upload(wrong));
        await mei.Refused(401, null, "POST", Path, new JsonObject { ["self_signing_key"] = identity.Master.Sign(other.SelfSigning.For("self_signing")) });
        Assert.Equal(identity.Master.Public, (string)(await li.Query(mei))["master_keys"]![mei.UserId]!["keys"]![identity.Master.KeyId]!);
        await mei.Do("POST", Path, other.Upload(mei.Proof));
        Assert.Equal(other.Master.Public, (string)(await li.Query(mei))["master_keys"]![mei.UserId]!["keys"]![other.Master.KeyId]!);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Of_two_devices_that_publish_first_keys_at_once_one_is_asked_for_proof(DatabaseKind kind) {
        var mei = await town.Register(kind);
        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => {
            try {
                await mei.Do("POST", Path, new Identity(mei.UserId).Upload());
                return true;
            } catch (Xunit.Sdk.TrueException e) when (e.Message.Contains("Unauthorized", StringComparison.Ordinal)) {
                return false;
            }
        }));
        Assert.Single(tries, won => won);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Keys_that_the_master_key_did_not_sign_are_refused(DatabaseKind kind) {
        var mei = await town.Register(kind);
        await mei.UploadKeys();
        var (identity, other) = (new Identity(mei.UserId), new Identity(mei.UserId));
        await Refuse("M_INVALID_SIGNATURE", body => body["self_signing_key"] = other.Master.Sign(identity.SelfSigning.For("self_signing")));
        await Refuse("M_INVALID_SIGNATURE", body => body["user_signing_key"]!.AsObject().Remove("signatures"));
        await Refuse("M_INVALID_SIGNATURE", body => body["self_signing_key"]!["more"] = "than was signed");
        await Refuse("M_INVALID_SIGNATURE", body => {
            body["master_key"] = mei.Key.Sign(identity.Master.For("master"));
            body["master_key"]!["more"] = "than the device signed";
        });
        await Refuse("M_MISSING_PARAM", body => body.Remove("master_key"));
        await Refuse("M_INVALID_PARAM", body => body["master_key"]!["user_id"] = "@somebody:localhost");
        await Refuse("M_INVALID_PARAM", body => body["master_key"]!["usage"] = new JsonArray("self_signing"));
        await Refuse("M_INVALID_PARAM", body => body["master_key"]!["keys"] = new JsonObject { ["ed25519:a"] = "a" });
        await Refuse("M_INVALID_PARAM", body => body["master_key"]!["keys"]!["ed25519:b"] = "b");
        await Refuse("M_BAD_JSON", body => body["master_key"] = "key");
        Assert.Empty((await mei.Query(mei))["master_keys"]!.AsObject());

        async Task Refuse(string code, Action<JsonObject> spoil) {
            var body = identity.Upload();
            spoil(body);
            await mei.Refused(400, code, "POST", Path, body);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Signatures_are_checked_and_seen_by_whom_they_concern(DatabaseKind kind) {
        var (mei, li, bao) = (await town.Register(kind), await town.Register(kind), await town.Register(kind));
        var (ofMei, ofLi) = (new Identity(mei.UserId), new Identity(li.UserId));
        foreach (var (device, identity) in new[] { (mei, ofMei), (li, ofLi) }) {
            await device.UploadKeys();
            await device.Do("POST", Path, identity.Upload());
        }
        await town.ShareRoom(kind, mei, li);
        var before = await town.Position(kind);

        var answer = await mei.Do("POST", "/keys/signatures/upload", new JsonObject {
            [mei.UserId] = new JsonObject {
                [mei.Id] = ofMei.SelfSigning.Sign(mei.Keys()),
                [ofMei.Master.Public] = mei.Key.Sign(ofMei.Master.For("master")),
            },
            [li.UserId] = new JsonObject { [ofLi.Master.Public] = ofMei.UserSigning.Sign(ofLi.Master.For("master")) },
        });
        Assert.Empty(answer["failures"]!.AsObject());

        var seenByBao = await bao.Query(mei, li);
        Assert.Equal([mei.Key.KeyId, ofMei.SelfSigning.KeyId], Signers(seenByBao["device_keys"]![mei.UserId]![mei.Id], mei.UserId));
        Assert.Equal([mei.Key.KeyId], Signers(seenByBao["master_keys"]![mei.UserId], mei.UserId));
        Assert.Empty(Signers(seenByBao["master_keys"]![li.UserId], mei.UserId));
        Assert.Empty(Signers((await li.Query(li))["master_keys"]![li.UserId], mei.UserId));
        Assert.Equal([ofMei.UserSigning.KeyId], Signers((await mei.Query(li))["master_keys"]![li.UserId], mei.UserId));
        Assert.Equal(new[] { mei.UserId, li.UserId }.Order(), (await town.Sync(kind, new DeviceListsPart(), mei, before)).DevicesChanged);
        Assert.Equal([mei.UserId], (await town.Sync(kind, new DeviceListsPart(), li, before)).DevicesChanged);

        await mei.Do("POST", Path, new Identity(mei.UserId).Upload(mei.Proof));
        Assert.Equal([mei.Key.KeyId], Signers((await bao.Query(mei))["device_keys"]![mei.UserId]![mei.Id], mei.UserId));
        Assert.Empty(Signers((await mei.Query(li))["master_keys"]![li.UserId], mei.UserId));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_signature_that_is_wrong_fails_alone(DatabaseKind kind) {
        var (mei, li) = (await town.Register(kind), await town.Register(kind));
        var (ofMei, ofLi) = (new Identity(mei.UserId), new Identity(li.UserId));
        foreach (var (device, identity) in new[] { (mei, ofMei), (li, ofLi) }) {
            await device.UploadKeys();
            await device.Do("POST", Path, identity.Upload());
        }
        var second = await mei.SignInAgain();
        await second.UploadKeys();
        var altered = mei.Keys();
        altered["more"] = true;
        var forged = second.Keys();
        forged["signatures"]![mei.UserId]![ofMei.SelfSigning.KeyId] = "c2lnbmF0dXJl";
        var answer = await mei.Do("POST", "/keys/signatures/upload", new JsonObject {
            [mei.UserId] = new JsonObject {
                [mei.Id] = ofMei.SelfSigning.Sign(altered),
                [second.Id] = forged,
                ["NOSUCH"] = ofMei.SelfSigning.Sign(mei.Keys()),
                [ofMei.Master.Public] = mei.Key.Sign(ofMei.Master.For("master")),
            },
            [li.UserId] = new JsonObject {
                [ofLi.Master.Public] = ofMei.SelfSigning.Sign(ofLi.Master.For("master")),
                [li.Id] = ofMei.UserSigning.Sign(li.Keys()),
            },
            ["@nobody:localhost"] = new JsonObject { ["KEY"] = new JsonObject() },
        });
        var failures = answer["failures"]!.AsObject().SelectMany(u => u.Value!.AsObject().Select(k => (u.Key, Id: k.Key, Code: (string)k.Value!["errcode"]!)));
        Assert.Equal(
            new[] {
                (mei.UserId, mei.Id, "M_INVALID_PARAM"), (mei.UserId, second.Id, "M_INVALID_SIGNATURE"), (mei.UserId, "NOSUCH", "M_NOT_FOUND"),
                (li.UserId, ofLi.Master.Public, "M_INVALID_SIGNATURE"), (li.UserId, li.Id, "M_NOT_FOUND"), ("@nobody:localhost", "KEY", "M_NOT_FOUND"),
            }.Order(),
            failures.Order());
        Assert.Equal([mei.Key.KeyId], Signers((await li.Query(mei))["master_keys"]![mei.UserId], mei.UserId));
        Assert.Equal([mei.Key.KeyId], Signers((await li.Query(mei))["device_keys"]![mei.UserId]![mei.Id], mei.UserId));
        await mei.Refused(400, "M_BAD_JSON", "POST", "/keys/signatures/upload", """{"@a:localhost":1}""");
    }

    private static string[] Signers(JsonNode? key, string userId) =>
        [.. (key!["signatures"]?[userId]?.AsObject() ?? []).Select(s => s.Key).Order(StringComparer.Ordinal).OrderBy(s => s.Length)];
}
