using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Upgrades;

/// <summary>032_fewer_pages of Talk, on a house in which people had spoken before.</summary>
public sealed partial class FewerPagesTests {
    // What the migration took away, filled again with what it had made of it.
    private const string BackTo031 =
        """
        INSERT INTO talk_transaction (person, device_id, transaction_key, event_id, at)
            SELECT q.person, q.device_id, q.transaction_key, e.event_id, q.at FROM talk_request q JOIN talk_event e ON e.pos = q.pos;
        INSERT INTO talk_extremity (room, event_id) SELECT room, ends FROM talk_room;
        DROP TABLE talk_request;
        ALTER TABLE talk_room DROP COLUMN ends;
        DELETE FROM storage_migration WHERE module = 'talk' AND number = 32;
        """;

    [Theory, MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_was_sent_before_is_answered_as_before_and_a_room_goes_on_from_all_of_its_ends(DatabaseKind kind) {
        await using var files = await TestDatabase.Create(kind);
        var (mei, rooms, said) = await SpeakAndGoBack(files);
        await using var house = await HouseInProcess.Open(files);
        using var again = Townsperson.Of(house, mei);
        for (var room = 0; room < rooms.Length; room++) Assert.Equal(said[room], await again.Say(rooms[room], "tea", $"once{room}", Stop));

        for (var room = 0; room < rooms.Length; room++) {
            var ends = await Previous(house, await again.Say(rooms[room], "and on", "next", Stop));
            Assert.Equal(room == 0 ? [said[room]] : ((string[])[said[room], await Create(house, rooms[room])]).Order(StringComparer.Ordinal), ends);
            Assert.Equal(2, (await again.Sync(null, 0, Stop)).GetProperty("rooms").GetProperty("join").GetProperty(rooms[room]).GetProperty("timeline")
                .GetProperty("events").EnumerateArray().Count(e => e.GetProperty("type").GetString() == "m.room.message"));
        }
    }

    private static async Task<(Townsperson Mei, string[] Rooms, string[] Said)> SpeakAndGoBack(TestDatabase files) {
        await using var house = await HouseInProcess.Open(files);
        using var mei = await Townsperson.Register(house, "mei", Stop);
        string[] rooms = [await mei.CreateRoom(new { preset = "private_chat" }, Stop), await mei.CreateRoom(new { preset = "private_chat" }, Stop)];
        string[] said = [await mei.Say(rooms[0], "tea", "once0", Stop), await mei.Say(rooms[1], "tea", "once1", Stop)];
        var first = TalkModule.Migrations.For(house.Database.Kind).First().Sql;
        var old = string.Concat(OldTable().Matches(first).Select(m => m.Value));
        var second = $"INSERT INTO talk_extremity (room, event_id) SELECT room, event_id FROM talk_event WHERE type = 'm.room.create' AND event_id = '{await Create(house, rooms[1])}'";
        await house.Database.Write(new([.. (old + BackTo031 + second).Split(';', StringSplitOptions.RemoveEmptyEntries).Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => Statement.Do(s))]), Stop);
        return (mei, rooms, said);
    }

    private static Task<string> Create(HouseInProcess house, string roomId) => house.Database.Read(c => c.QuerySingleAsync<string>(
        "SELECT e.event_id FROM talk_event e JOIN talk_room r ON r.room = e.room WHERE r.room_id = @roomId AND e.type = 'm.room.create'", new { roomId }), Stop);

    private static Task<string[]> Previous(HouseInProcess house, string eventId) => house.Database.Read(async connection =>
        JsonElement.Parse(await connection.QuerySingleAsync<byte[]>("SELECT pdu FROM talk_event WHERE event_id = @eventId", new { eventId }))
            .GetProperty("prev_events").EnumerateArray().Select(e => e.GetString()!).Order(StringComparer.Ordinal).ToArray(), Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [GeneratedRegex(@"CREATE (TABLE|INDEX) talk_(extremity|transaction)[^;]*;")]
    private static partial Regex OldTable();
}
