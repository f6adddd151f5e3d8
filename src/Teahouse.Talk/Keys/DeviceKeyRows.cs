using Teahouse.Storage;

namespace Teahouse.Talk.Keys;

/// <summary>All that is held of one device's keys.</summary>
internal static class DeviceKeyRows {
    /// <summary>Takes the keys of a device away, with the signatures on them and by them.</summary>
    public static IEnumerable<Statement> Delete(PersonId person, string deviceId) {
        (string, object?)[] device = [("person", person.Value), ("device", deviceId)];
        yield return Statement.Do("DELETE FROM talk_device_key WHERE person = @person AND device_id = @device", device);
        yield return Statement.Do("DELETE FROM talk_one_time_key WHERE person = @person AND device_id = @device", device);
        yield return Statement.Do("DELETE FROM talk_fallback_key WHERE person = @person AND device_id = @device", device);
        yield return Statement.Do("DELETE FROM talk_key_signature WHERE person = @person AND key_id = @device", device);
        yield return Statement.Do(
            "DELETE FROM talk_key_signature WHERE signer = @person AND signing_key = @key", ("person", person.Value), ("key", "ed25519:" + deviceId));
    }
}
