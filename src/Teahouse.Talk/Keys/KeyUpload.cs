using System.Data.Common;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys;

/// <summary>What a device uploads.</summary>
/// <param name="DeviceKeys">Its identity keys, if they are in it.</param>
/// <param name="OneTime">One-time keys.</param>
/// <param name="Fallback">Fallback keys, one per algorithm.</param>
internal sealed record KeyUpload(SignedObject? DeviceKeys, IReadOnlyList<OneTimeKey> OneTime, IReadOnlyList<OneTimeKey> Fallback) {
    /// <summary>Reads the body of an upload.</summary>
    /// <exception cref="MatrixRefusalException">When it is none.</exception>
    public static KeyUpload Parse(JsonElement body, Person person) {
        var upload = new KeyUpload(
            body.OptionalObject("device_keys") is { } keys ? Keys.DeviceKeys.Parse(keys, person) : null,
            OneTimeKey.Parse(body, "one_time_keys"), OneTimeKey.Parse(body, "fallback_keys"));
        return upload.Fallback.DistinctBy(k => k.Algorithm).Count() == upload.Fallback.Count
            ? upload : throw MatrixError.InvalidParam("There is one fallback key per algorithm.").Thrown();
    }
}

/// <summary>What the server holds of a device when it uploads.</summary>
/// <param name="DeviceKeys">Its identity keys in canonical form.</param>
/// <param name="OneTime">Its one-time keys by algorithm and key id: the key, and whether it has been given out.</param>
internal sealed record HeldKeys(string? DeviceKeys, IReadOnlyDictionary<(string Algorithm, string KeyId), (string Json, bool IsClaimed)> OneTime) {
    /// <summary>Reads what is held.</summary>
    public static async Task<HeldKeys> Read(DbConnection connection, Person person) {
        var device = new { person = person.Id.Value, device = person.DeviceId };
        var keys = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT json FROM talk_device_key WHERE person = @person AND device_id = @device", device);
        var oneTime = await connection.QueryAsync<(string Algorithm, string KeyId, string Json, long? Claim)>(
            "SELECT algorithm, key_id, json, claim FROM talk_one_time_key WHERE person = @person AND device_id = @device", device);
        return new(keys, oneTime.ToDictionary(k => (k.Algorithm, k.KeyId), k => (k.Json, k.Claim is not null)));
    }
}

/// <summary>What an upload changes.</summary>
/// <param name="DeviceKeys">New identity keys.</param>
/// <param name="IsOtherIdentity">The device had others: what belongs to those goes.</param>
/// <param name="OneTime">The one-time keys that are new.</param>
/// <param name="Fallback">The fallback keys.</param>
internal sealed record KeyChanges(SignedObject? DeviceKeys, bool IsOtherIdentity, IReadOnlyList<OneTimeKey> OneTime, IReadOnlyList<OneTimeKey> Fallback) {
    /// <summary>Whether there is nothing to write.</summary>
    public bool AreNone => DeviceKeys is null && OneTime.Count + Fallback.Count == 0;

    /// <summary>Compares what is uploaded with what is held.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when a key id stands for another key; M_TOO_LARGE when there are too many.</exception>
    public static KeyChanges Decide(HeldKeys held, KeyUpload upload) {
        var deviceKeys = upload.DeviceKeys?.Json == held.DeviceKeys ? null : upload.DeviceKeys;
        var isOther = deviceKeys is not null && held.DeviceKeys is { } old && SignedObject.OfStored(old).Signed != deviceKeys.Signed;
        var kept = isOther ? new Dictionary<(string, string), (string Json, bool IsClaimed)>() : held.OneTime;
        var fresh = upload.OneTime.Where(key => IsNew(key, kept)).ToList();
        if (kept.Values.Count(k => !k.IsClaimed) + fresh.Count > TalkLimits.OneTimeKeysMax) {
            throw MatrixError.TooLarge($"A device may have {TalkLimits.OneTimeKeysMax} one-time keys here.").Thrown();
        }
        return new(deviceKeys, isOther, fresh, upload.Fallback);
    }

    // A key that has been given out and comes again is an upload that was repeated: it must not be given out twice.
    private static bool IsNew(OneTimeKey key, IReadOnlyDictionary<(string, string), (string Json, bool IsClaimed)> held) {
        if (!held.TryGetValue((key.Algorithm, key.KeyId), out var known)) return true;
        if (known.Json == key.Json) return false;
        return known.IsClaimed ? true
            : throw MatrixError.InvalidParam($"One-time key {key.Algorithm}:{key.KeyId} is already here and is another one.").Thrown();
    }

    /// <summary>The statements that store it.</summary>
    public IEnumerable<Statement> At(long pos, Person person, long nowMs) {
        (string, object?)[] device = [("person", person.Id.Value), ("device", person.DeviceId)];
        if (IsOtherIdentity) {
            foreach (var statement in DeviceKeyRows.Delete(person.Id, person.DeviceId)) yield return statement;
        }
        if (DeviceKeys is not null) {
            yield return Statement.Do(
                """
                INSERT INTO talk_device_key (person, device_id, json) VALUES (@person, @device, @json)
                ON CONFLICT (person, device_id) DO UPDATE SET json = excluded.json
                """,
                [.. device, ("json", DeviceKeys.Json)]);
            yield return DeviceLists.Announce(person.Id, person.UserId, pos);
        }
        yield return Statement.Do(
            "DELETE FROM talk_one_time_key WHERE person = @person AND device_id = @device AND claim IS NOT NULL AND at < @before",
            [.. device, ("before", nowMs - (long)TimeSpan.FromDays(TalkLimits.ClaimedKeyDays).TotalMilliseconds)]);
        foreach (var key in OneTime) yield return Insert(key, device, pos, nowMs);
        foreach (var key in Fallback) yield return Replace(key, device);
    }

    // Lost when another upload of this device was faster: the caller then looks again at what is held.
    private static Statement Insert(OneTimeKey key, (string, object?)[] device, long pos, long nowMs) => Statement.Claim(
        """
        INSERT INTO talk_one_time_key (person, device_id, algorithm, key_id, pos, at, json)
        VALUES (@person, @device, @algorithm, @key, @pos, @at, @json)
        ON CONFLICT (person, device_id, algorithm, key_id)
        DO UPDATE SET pos = excluded.pos, at = excluded.at, json = excluded.json, claim = NULL
        WHERE talk_one_time_key.claim IS NOT NULL AND talk_one_time_key.json <> excluded.json
        """,
        [.. device, ("algorithm", key.Algorithm), ("key", key.KeyId), ("pos", pos), ("at", nowMs), ("json", key.Json)]);

    private static Statement Replace(OneTimeKey key, (string, object?)[] device) => Statement.Do(
        """
        INSERT INTO talk_fallback_key (person, device_id, algorithm, key_id, json, used)
        VALUES (@person, @device, @algorithm, @key, @json, 0)
        ON CONFLICT (person, device_id, algorithm) DO UPDATE SET key_id = excluded.key_id, json = excluded.json, used = 0
        WHERE talk_fallback_key.key_id <> excluded.key_id OR talk_fallback_key.json <> excluded.json
        """,
        [.. device, ("algorithm", key.Algorithm), ("key", key.KeyId), ("json", key.Json)]);
}
