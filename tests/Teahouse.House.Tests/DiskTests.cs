using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.House.Tests;

/// <summary>What a message costs on disk.</summary>
public sealed class DiskTests {
    private const int Messages = 2_000;
    private const int AtOnce = 16;

    // Ids are random, and so is how full the pages of their indexes are.
    private const double Tolerance = 0.05;

    [Fact]
    public async Task A_message_takes_no_more_room_than_it_did() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        var room = await mei.CreateRoom(new { preset = "private_chat" }, Stop);
        var body = new string('t', 200);
        await mei.Say(room, body, "first", Stop);
        var before = await Bytes(server);
        await Parallel.ForEachAsync(Enumerable.Range(0, Messages), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Stop },
            async (n, stop) => await mei.Say(room, body, n.ToString(CultureInfo.InvariantCulture), stop));
        var each = Ratchet.About("disk", "bytes per message", (await Bytes(server) - before) / (double)Messages, Tolerance);
        Ratchet.Holds("disk", new Dictionary<string, int> { ["bytes per message"] = each }, "A message takes more room in SQLite's file than it did.");
    }

    private static async Task<long> Bytes(TownServer server) {
        await using var connection = new SqliteConnection($"Data Source={Database.FileIn(server.Folder)};Pooling=False;Mode=ReadOnly");
        await connection.OpenAsync(Stop);
        return await connection.ExecuteScalarAsync<long>("PRAGMA page_count") * await connection.ExecuteScalarAsync<long>("PRAGMA page_size");
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
