using System.Text.Json;
using Dapper;
using Teahouse.Pay.Ledger;
using Teahouse.Talk;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>Whether a database is whole: each room's state is what its events make of it, the ledger is proved, and no row belongs to nothing.</summary>
internal static class Whole {
    // Each counts rows that must not be.
    private static readonly string[] Orphans = [
        "SELECT count(*) FROM people_session s WHERE NOT EXISTS (SELECT 1 FROM people_device d WHERE d.person = s.person AND d.device_id = s.device_id)",
        "SELECT count(*) FROM people_device d WHERE NOT EXISTS (SELECT 1 FROM people_person p WHERE p.person = d.person AND p.deactivated_at IS NULL)",
        "SELECT count(*) FROM people_passkey k WHERE NOT EXISTS (SELECT 1 FROM people_person p WHERE p.person = k.person AND p.deactivated_at IS NULL)",
        "SELECT count(*) FROM people_profile f WHERE NOT EXISTS (SELECT 1 FROM people_person p WHERE p.person = f.person)",
        "SELECT count(*) FROM people_leaving",
        "SELECT count(*) FROM talk_room r WHERE r.events <> (SELECT count(*) FROM talk_event e WHERE e.room = r.room)",
        "SELECT count(*) FROM talk_event e WHERE NOT EXISTS (SELECT 1 FROM talk_room r WHERE r.room = e.room)",
        "SELECT count(*) FROM talk_event e WHERE e.state_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM talk_state s WHERE s.room = e.room AND s.type = e.type AND s.state_key = e.state_key AND s.from_pos = e.pos AND s.event_pos = e.pos)",
        "SELECT count(*) FROM talk_state s WHERE NOT EXISTS (SELECT 1 FROM talk_event e WHERE e.pos = s.event_pos AND e.room = s.room)",
        "SELECT count(*) FROM talk_member m WHERE m.event_pos <> (SELECT max(e.pos) FROM talk_event e WHERE e.room = m.room AND e.type = 'm.room.member' AND e.state_key = m.user_id)",
        "SELECT count(*) FROM talk_event e WHERE e.type = 'm.room.member' AND NOT EXISTS (SELECT 1 FROM talk_member m WHERE m.room = e.room AND m.user_id = e.state_key)",
        "SELECT count(*) FROM talk_request q WHERE NOT EXISTS (SELECT 1 FROM talk_event e WHERE e.pos = q.pos)",
        "SELECT count(*) FROM talk_alias a WHERE NOT EXISTS (SELECT 1 FROM talk_room r WHERE r.room = a.room)",
        "SELECT count(*) FROM talk_receipt t WHERE NOT EXISTS (SELECT 1 FROM talk_event e WHERE e.event_id = t.event_id AND e.pos = t.event_pos AND e.room = t.room)",
        "SELECT count(*) FROM talk_device_key k WHERE NOT EXISTS (SELECT 1 FROM people_device d WHERE d.person = k.person AND d.device_id = k.device_id)",
        "SELECT count(*) FROM talk_one_time_key k WHERE NOT EXISTS (SELECT 1 FROM people_device d WHERE d.person = k.person AND d.device_id = k.device_id)",
        "SELECT count(*) FROM talk_to_device t WHERE NOT EXISTS (SELECT 1 FROM people_device d WHERE d.person = t.person AND d.device_id = t.device_id)",
        "SELECT count(*) FROM talk_backup_key k WHERE NOT EXISTS (SELECT 1 FROM talk_backup b WHERE b.person = k.person AND b.version = k.version AND b.deleted = 0)",
        "SELECT count(*) FROM talk_thumbnail t WHERE NOT EXISTS (SELECT 1 FROM talk_media m WHERE m.origin = t.origin AND m.media_id = t.media_id)",
        "SELECT count(*) FROM talk_media WHERE file IS NOT NULL AND size = 0",
    ];

    /// <summary>Demands it.</summary>
    /// <param name="house">The house that serves it.</param>
    /// <param name="files">Where its media lie.</param>
    /// <param name="mayWait">Whether files may still wait until it is known that no row names them.</param>
    public static async Task Demand(HouseInProcess house, TestDatabase files, bool mayWait = false) {
        foreach (var orphans in Orphans) Assert.True(await house.Database.Read(c => c.ExecuteScalarAsync<long>(orphans), Scene.Stop) == 0, orphans);
        await house.Database.Read(async connection => {
            var events = (await connection.QueryAsync<Row>("SELECT room AS Room, event_id AS EventId, type AS Type, state_key AS StateKey, pdu AS Pdu FROM talk_event ORDER BY pos")).AsList();
            var ends = (await connection.QueryAsync<(long Room, string Ends)>("SELECT room, ends FROM talk_room")).ToDictionary(r => r.Room, r => r.Ends.Split(' '));
            var members = (await connection.QueryAsync<(long Room, string UserId, string Membership)>("SELECT room, user_id, membership FROM talk_member")).ToLookup(m => m.Room);
            foreach (var room in events.GroupBy(e => e.Room)) {
                Assert.Equal(Ends(room), ends[room.Key].Order(StringComparer.Ordinal));
                Assert.Equal(Members(room), members[room.Key].Select(m => $"{m.UserId} {m.Membership}").Order(StringComparer.Ordinal));
            }
            return true;
        }, Scene.Stop);
        Assert.Empty((await LedgerAudit.Run(house.Database, Scene.Stop)).Problems);
        await DemandFiles(house, files, mayWait);
    }

    private static async Task DemandFiles(HouseInProcess house, TestDatabase files, bool mayWait) {
        var media = new MediaFolder(Path.Combine(files.Folder, "media"));
        var named = await house.Database.Read(async connection => await StoredMedia.Names(connection).ToListAsync(), Scene.Stop);
        Assert.Equal(named.Select(name => StoredMedia.PlaceOf(media, name)).Order(StringComparer.Ordinal),
            Directory.GetFiles(media.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where(f => !mayWait || Path.GetFileName(Path.GetDirectoryName(f)) != "incoming"));
    }

    private static SortedSet<string> Ends(IEnumerable<Row> room) {
        var ends = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in room) {
            foreach (var previous in one.Json.GetProperty("prev_events").EnumerateArray()) ends.Remove(previous.GetString()!);
            ends.Add(one.EventId);
        }
        return ends;
    }

    private static IEnumerable<string> Members(IEnumerable<Row> room) => room.Where(e => e.Type == "m.room.member").GroupBy(e => e.StateKey!)
        .Select(m => $"{m.Key} {m.Last().Json.GetProperty("content").GetProperty("membership").GetString()}").Order(StringComparer.Ordinal);

    private sealed record Row(long Room, string EventId, string Type, string? StateKey, byte[] Pdu) {
        public JsonElement Json { get; } = JsonElement.Parse(Pdu);
    }
}
