using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>A person publishes signatures: on their own devices and master key, and on the master keys of others.</summary>
internal static class UploadCrossSigningSignatures {
    private static readonly MatrixError UnknownKey = MatrixError.NotFound("There is no such key.");
    private static readonly MatrixError OtherKey = MatrixError.InvalidParam("The key is not the one that is published.");
    private static readonly MatrixError Invalid = new(400, "M_INVALID_SIGNATURE", "A signature is missing or wrong.");

    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/keys/signatures/upload", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        HttpContext http, Person person, PeopleDirectory people, Database database, DeviceLists lists, Inboxes inboxes, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var own = await database.Read(c => PublishedKeys.Read(c, person.Id, person.Id), stop);
        var judged = new List<Judged>();
        foreach (var user in body.EnumerateObject()) {
            if (user.Value.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("The body maps user ids to keys.").Thrown();
            if (user.Name == person.UserId) judged.AddRange(user.Value.EnumerateObject().Select(k => JudgeOwn(k, own, person)));
            else judged.AddRange(await JudgeOthers(user, own, person, people, database, stop));
        }
        await Store(judged.FindAll(j => j.Failure is null), person, database, lists, inboxes);
        return MatrixAnswer.Json(json => Write(json, judged.FindAll(j => j.Failure is not null)));
    }

    /// <summary>What became of one key in the upload: new signatures on it, or a failure.</summary>
    private sealed record Judged(string UserId, PersonId? Whose, string KeyId, string Stored, IReadOnlyList<(string KeyId, string Signature)> Signatures, MatrixError? Failure) {
        public static Judged Fails(string userId, string keyId, MatrixError failure) => new(userId, null, keyId, "", [], failure);
    }

    private static Judged JudgeOwn(JsonProperty key, PublishedKeys own, Person person) {
        if (own.Devices.TryGetValue(key.Name, out var device)) return Judge(key, device, person.UserId, person.Id, person, SelfSigner(own));
        return own.CrossSigning.TryGetValue(Usages.Master, out var master) && master.PublicKey == key.Name
            ? Judge(key, master.Json, person.UserId, person.Id, person, own.SignerKey)
            : Judged.Fails(person.UserId, key.Name, UnknownKey);
    }

    private static async Task<IEnumerable<Judged>> JudgeOthers(
        JsonProperty user, PublishedKeys own, Person person, PeopleDirectory people, Database database, CancellationToken stop) {
        var whose = await people.Find(user.Name, stop);
        var master = whose is { } id ? (await database.Read(c => PublishedKeys.Read(c, id, person.Id), stop)).CrossSigning.GetValueOrDefault(Usages.Master) : null;
        return user.Value.EnumerateObject().Select(key => master?.PublicKey == key.Name
            ? Judge(key, master.Json, user.Name, whose, person, Signer(own, Usages.UserSigning))
            : Judged.Fails(user.Name, key.Name, UnknownKey)).ToList();
    }

    private static Func<string, byte[]?> SelfSigner(PublishedKeys own) => Signer(own, Usages.SelfSigning);

    private static Func<string, byte[]?> Signer(PublishedKeys own, string usage) => keyId =>
        own.CrossSigning.TryGetValue(usage, out var key) && keyId == "ed25519:" + key.PublicKey ? UnpaddedBase64.Decode(key.PublicKey) : null;

    // Signatures by keys that may not sign here are left out: clients send those along that they found on the key.
    private static Judged Judge(JsonProperty key, string stored, string userId, PersonId? whose, Person person, Func<string, byte[]?> signerKey) {
        SignedObject uploaded;
        try {
            uploaded = SignedObject.Of(key.Value);
        } catch (MatrixRefusalException e) {
            return Judged.Fails(userId, key.Name, e.Error);
        }
        if (uploaded.Signed != SignedObject.OfStored(stored).Signed) return Judged.Fails(userId, key.Name, OtherKey);
        var signatures = SignedObject.SignaturesOf(key.Value, person.UserId).Where(s => signerKey(s.KeyId) is not null).ToList();
        return signatures.Count > 0 && signatures.TrueForAll(s => EventSigning.VerifyJson(key.Value, person.UserId, s.KeyId, signerKey(s.KeyId)))
            ? new(userId, whose, key.Name, stored, signatures, null) : Judged.Fails(userId, key.Name, Invalid);
    }

    private static async Task Store(List<Judged> signed, Person person, Database database, DeviceLists lists, Inboxes inboxes) {
        var people = signed.DistinctBy(s => s.UserId).ToList();
        if (people.Count == 0) return;
        try {
            await database.Write(new Write(people.Count, pos => [
                .. signed.SelectMany(s => s.Signatures.Select(signature => Insert(s, signature, person.Id))),
                .. people.Select((s, i) => s.UserId == person.UserId
                    ? DeviceLists.Announce(person.Id, person.UserId, pos + i)
                    : DeviceLists.AnnounceTo(person.Id, s.Whose!.Value, s.UserId, pos + i))]), CancellationToken.None);
        } finally {
            if (people.Exists(s => s.UserId == person.UserId)) await lists.Ring(person.Id, CancellationToken.None);
            else inboxes.Ring(person.Id);
        }
    }

    // Stored only where the key is still the one that was judged.
    private static Statement Insert(Judged key, (string KeyId, string Signature) signature, PersonId signer) => Statement.Do(
        """
        INSERT INTO talk_key_signature (person, key_id, signer, signing_key, signature)
        SELECT @person, @key, @signer, @signing, @signature
        WHERE EXISTS (SELECT 1 FROM talk_device_key WHERE person = @person AND device_id = @key AND json = @stored)
           OR EXISTS (SELECT 1 FROM talk_cross_signing_key WHERE person = @person AND public_key = @key AND json = @stored)
        ON CONFLICT (person, key_id, signer, signing_key) DO UPDATE SET signature = excluded.signature
        """,
        ("person", key.Whose!.Value.Value), ("key", key.KeyId), ("signer", signer.Value), ("signing", signature.KeyId),
        ("signature", signature.Signature), ("stored", key.Stored));

    private static void Write(Utf8JsonWriter json, List<Judged> failed) {
        json.WriteStartObject("failures");
        foreach (var user in failed.GroupBy(f => f.UserId)) {
            json.WriteStartObject(user.Key);
            foreach (var key in user) {
                json.WriteStartObject(key.KeyId);
                json.WriteString("errcode", key.Failure!.Code);
                json.WriteString("error", key.Failure.Message);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
