using Microsoft.Data.Sqlite;
using SQLitePCL;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;
using static Teahouse.Talk.Tests.Rooms.Reading.StoredRoom;

namespace Teahouse.Talk.Tests.Rooms.Reading;

/// <summary>What a page costs, in steps of SQLite's own machine: a count, where a time would be the machine's.</summary>
public sealed class StepsTests {
    private const int Counted = 20;

    [Fact]
    public async Task A_page_of_ones_own_words_costs_no_more_after_many_others() {
        await using var room = await StoredRoom.Create(DatabaseKind.Sqlite);
        var page = new List<StoredEvent>();
        for (var i = 0; i < 20; i++) page.Add(await room.Message(Mei, $"tea {i}?"));
        var before = await Steps(room, connection => EventRenderer.Render(connection, Mei, page, room.Now, withRoomId: true));
        await SaidElsewhere(room, 10_000);
        var after = await Steps(room, connection => EventRenderer.Render(connection, Mei, page, room.Now, withRoomId: true));
        Assert.InRange(after, 0, before + Counted);
    }

    // Requests of the same device, as if it had said so much in other rooms.
    private static Task<long> SaidElsewhere(StoredRoom room, int times) => room.Database.Write(new Write(Statement.Do(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @times)
        INSERT INTO talk_request (pos, person, device_id, transaction_key, at) SELECT 1000000 + i, @person, @device, 'elsewhere' || i, 0 FROM n
        """, ("times", times), ("person", Mei.Id.Value), ("device", Mei.DeviceId))));

    private static async Task<int> Steps<T>(StoredRoom room, Func<SqliteConnection, Task<T>> read) {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = room.File, Pooling = false }.ToString());
        await connection.OpenAsync();
        var steps = 0;
        raw.sqlite3_progress_handler(connection.Handle, Counted, _ => {
            steps += Counted;
            return 0;
        }, null);
        await read(connection);
        return steps;
    }
}
