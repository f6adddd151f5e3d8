using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Keys;

/// <summary>A person publishes cross-signing keys. The first ones need no proof, others in their place do.</summary>
internal static class UploadCrossSigningKeys {
    private const string Unstable = "/_matrix/client/unstable/keys/device_signing/upload";

    public static void Map(MatrixRoutes matrix) {
        matrix.Map("POST", "/keys/device_signing/upload", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);
        matrix.At("POST", Unstable, Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> Handle(
        HttpContext http, Person person, PeopleDirectory people, UserInteractiveAuth auth, Database database, DeviceLists lists, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        List<CrossSigningKey> uploaded = [.. new[] { Usages.Master, Usages.SelfSigning, Usages.UserSigning }
            .Select(usage => CrossSigningKey.Parse(body, usage, person.UserId)).OfType<CrossSigningKey>()];
        var deviceIds = (await people.DevicesOf(person.Id, stop)).Select(d => d.DeviceId);
        if (uploaded.Select(k => k.PublicKey).Intersect(deviceIds).Any()) return MatrixError.Forbidden("A device has this key as its id.");
        while (true) {
            var held = await database.Read(c => PublishedKeys.Read(c, person.Id, person.Id), stop);
            Check(uploaded, held, person.UserId);
            var fresh = uploaded.Where(k => held.CrossSigning.GetValueOrDefault(k.Usage)?.Json != k.Json).ToList();
            if (fresh.Count == 0) return MatrixAnswer.Empty;
            if (held.HasMasterKey && await auth.Ask(http, person, body, stop) is { } ask) return ask;
            if (await TryStore(fresh, held, person, database, lists)) return MatrixAnswer.Empty;
        }
    }

    // Signatures are checked here although clients check them too: a wrong one would lock the person out of their own devices.
    private static void Check(List<CrossSigningKey> uploaded, PublishedKeys held, string userId) {
        var masterKey = uploaded.Find(k => k.Usage == Usages.Master)?.PublicKey ?? held.CrossSigning.GetValueOrDefault(Usages.Master)?.PublicKey
            ?? throw MatrixError.MissingParam("There is no master key.").Thrown();
        foreach (var key in uploaded) {
            if (key.Usage != Usages.Master) Verify(key.Object, userId, "ed25519:" + masterKey, UnpaddedBase64.Decode(masterKey));
            else foreach (var (keyId, _) in SignedObject.SignaturesOf(key.Object, userId)) {
                if (keyId == key.KeyId) Verify(key.Object, userId, keyId, UnpaddedBase64.Decode(masterKey));
                else if (held.SignerKey(keyId) is { } signer) Verify(key.Object, userId, keyId, signer);
            }
        }
    }

    private static void Verify(JsonElement key, string userId, string signingKey, byte[] publicKey) {
        if (!EventSigning.VerifyJson(key, userId, signingKey, publicKey)) {
            throw new MatrixError(400, "M_INVALID_SIGNATURE", $"The signature by {signingKey} is missing or wrong.").Thrown();
        }
    }

    private static async Task<bool> TryStore(List<CrossSigningKey> fresh, PublishedKeys held, Person person, Database database, DeviceLists lists) {
        try {
            await database.Write(new Write(1, pos => [
                .. fresh.SelectMany(k => k.Store(person.Id, held.CrossSigning.GetValueOrDefault(k.Usage))),
                .. Orphans(fresh, held, person.Id),
                DeviceLists.Announce(person.Id, person.UserId, pos)]), CancellationToken.None);
            return true;
        } catch (WriteLostException) {
            return false;                // another device was faster: look again at what is held
        } finally {
            await lists.Ring(person.Id, CancellationToken.None);
        }
    }

    // What the old master key signed is worth nothing under a new one.
    private static IEnumerable<Statement> Orphans(List<CrossSigningKey> fresh, PublishedKeys held, PersonId person) {
        if (fresh.Find(k => k.Usage == Usages.Master) is not { } master || held.CrossSigning.GetValueOrDefault(Usages.Master)?.PublicKey == master.PublicKey) {
            return [];
        }
        return held.CrossSigning.Values.Where(k => !fresh.Exists(f => f.Usage == k.Usage)).Select(k => Statement.Do(
            "DELETE FROM talk_cross_signing_key WHERE person = @person AND usage = @usage", ("person", person.Value), ("usage", k.Usage)));
    }
}
