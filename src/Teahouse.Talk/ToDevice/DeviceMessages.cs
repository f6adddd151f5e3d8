using Dapper;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Talk.ToDevice;

/*  A message to a device is delivered exactly once.
    (1) It waits in the order of commits. A sync answers with all that waits behind the client's "since", up to a limit.
    (2) Where the limit cuts, the answer's own token moves back to the last message that is in it.
    (3) The next sync names that token: what lies up to it has arrived, and is deleted before anything is read.
    Dead between (2) and (3), or an answer lost: the client comes again with the older token and gets the same messages. */

/// <summary>Messages that wait for devices.</summary>
internal sealed partial class DeviceMessages(Database database, ILogger<DeviceMessages> log) {
    /// <summary>Deletes what a device has received. A sync calls it before it reads. Where that fails it waits for a later sync: nobody gets it twice.</summary>
    /// <param name="person">Who syncs, and from which device.</param>
    /// <param name="since">The position that the client has; 0 in a first sync.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Whether nothing of it is left.</returns>
    public async Task<bool> Received(Person person, long since, CancellationToken stop) {
        if (since == 0) return true;
        var some = await database.Read(c => c.QueryFirstOrDefaultAsync<long?>(
            "SELECT pos FROM talk_to_device WHERE person = @person AND device_id = @device AND pos <= @since LIMIT 1",
            new { person = person.Id.Value, device = person.DeviceId, since }), stop);
        if (some is null) return true;
        try {
            await database.Write(new Write(Statement.Do(
                "DELETE FROM talk_to_device WHERE person = @person AND device_id = @device AND pos <= @since",
                ("person", person.Id.Value), ("device", person.DeviceId), ("since", since))), stop);
            return true;
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogKept(log, e);
            return false;
        }
    }

    /// <summary>Takes away what waits for a device that ends.</summary>
    public static IEnumerable<Statement> Delete(PersonId person, string deviceId) {
        (string, object?)[] device = [("person", person.Value), ("device", deviceId)];
        yield return Statement.Do("DELETE FROM talk_to_device WHERE person = @person AND device_id = @device", device);
        yield return Statement.Do("DELETE FROM talk_to_device_transaction WHERE person = @person AND device_id = @device", device);
    }
}
