using Dapper;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>
/// A device in the words of the specification. Its network address is empty, because it is never written down; nor is a name left out
/// that there is not: libraries that people use (matrix-nio) take nothing else.
/// </summary>
internal sealed record DeviceJson(string device_id, string display_name, string last_seen_ip, long last_seen_ts) {
    private const string Select =
        "SELECT device_id, COALESCE(display_name, '') AS display_name, '' AS last_seen_ip, seen_at AS last_seen_ts FROM people_device WHERE person = @person";

    public static Task<IEnumerable<DeviceJson>> All(Database database, PersonId person, CancellationToken stop) =>
        database.Read(c => c.QueryAsync<DeviceJson>($"{Select} ORDER BY device_id", new { person = person.Value }), stop);

    public static Task<DeviceJson?> One(Database database, PersonId person, string device, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<DeviceJson>($"{Select} AND device_id = @device", new { person = person.Value, device }), stop);
}
