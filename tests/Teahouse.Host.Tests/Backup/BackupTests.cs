using System.Text.Json;
using Teahouse.Host.Secrets;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Backup;

/// <summary>The rehearsal: a house is backed up while people write, and comes back elsewhere as the same house.</summary>
public sealed class BackupTests {
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>From each database to each: a house that outgrows its machine moves this way.</summary>
    public static TheoryData<DatabaseKind, DatabaseKind> Moves => new() {
        { DatabaseKind.Sqlite, DatabaseKind.Sqlite },
        { DatabaseKind.PostgreSql, DatabaseKind.PostgreSql },
        { DatabaseKind.Sqlite, DatabaseKind.PostgreSql },
        { DatabaseKind.PostgreSql, DatabaseKind.Sqlite },
    };

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.PostgreSql)]
    [InlineData(DatabaseKind.PostgreSql, DatabaseKind.Sqlite)]
    public async Task A_house_backed_up_while_people_write_comes_back_as_the_same_house(DatabaseKind from, DatabaseKind to) {
        await using var house = await BackedUpHouse.Build(from);
        var since = (await house.Li.Sync(null, 0, Stop)).GetProperty("next_batch").GetString()!;
        var acknowledged = new List<string> { await house.Mei.Say(house.RoomId, "the last before", "last", Stop) };
        await WhileWriting(house, acknowledged, house.BackUp);
        var whole = await BackedUpHouse.Messages(house.Li, house.RoomId);

        var into = await TestDatabase.Create(to);
        var (exit, output, errors) = await house.Restore(into);
        Assert.True(exit == 0, errors);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.Equal(await Seed(house.Server.Folder, house.Server.ConnectionString), await Seed(into.Folder, into.ConnectionString));

        await using var restored = await TownServer.StartOn(into, "--rate-limits", "off");
        await house.Server.Kill();
        using var li = Townsperson.Of(restored, house.Li);
        using var mei = Townsperson.Of(restored, house.Mei);
        var there = await BackedUpHouse.Messages(li, house.RoomId);
        Assert.Equal(whole[..there.Count], there);
        Assert.Contains(acknowledged[0], there[^1] + string.Concat(there), StringComparison.Ordinal);
        Assert.Equal(Ids(there).SkipWhile(id => id != acknowledged[0]), await HeardSince(li, house.RoomId, since));
        Assert.Equal("茶", (await mei.Call("GET", $"/rooms/{Uri.EscapeDataString(house.RoomId)}/state/m.room.name", null, Stop)).GetProperty("name").GetString()![6..7]);
        Assert.Equal("two", (await mei.Call("GET", $"/user/{mei.UserId}/account_data/org.example.list", null, Stop)).GetProperty("list")[2].GetString());
        using var client = restored.Client(li.AccessToken);
        foreach (var (id, bytes) in house.Media) Assert.Equal(bytes, await client.GetByteArrayAsync($"/_matrix/client/v1/media/download/localhost/{id}", Stop));
        using var again = await Townsperson.SignIn(restored, "mei", Stop);
        var said = await again.Say(house.RoomId, "here again", "again", Stop);
        Assert.Equal(said, Ids(await BackedUpHouse.Messages(li, house.RoomId))[^1]);
    }

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Every_row_of_every_table_comes_back(DatabaseKind from, DatabaseKind to) {
        await using var house = await BackedUpHouse.Build(from);
        await house.Server.Kill();
        await house.BackUp();
        await using var into = await TestDatabase.Create(to);
        Assert.Null(await house.TryRestore(into));
        var (was, isNow) = (await Rows(house.Server.Folder, house.Server.ConnectionString), await Rows(into.Folder, into.ConnectionString));
        Assert.Equal(was.Keys, isNow.Keys);
        Assert.All(was, table => Assert.Equal(table.Value, isNow[table.Key]));
        Assert.Single(was["people_passkey"]);
        Assert.True(was["talk_event"].Count > 40);
    }

    [Fact]
    public async Task A_passphrase_seals_too_and_a_lost_key_file_is_made_anew() {
        await using var house = await BackedUpHouse.Build(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        var (weak, strong) = (Path.Combine(folder.Path, "weak"), Path.Combine(folder.Path, "strong"));
        await File.WriteAllTextAsync(weak, "tea\n", Stop);
        await File.WriteAllTextAsync(strong, "quiet lantern in the rain\n", Stop);
        Assert.Contains("needs 16", (await house.Server.Command("backup", house.File, "--passphrase-file", weak)).Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(house.File));
        var (exit, _, errors) = await house.Server.Command("backup", house.File, "--passphrase-file", strong);
        Assert.True(exit == 0, errors);
        await using var into = await TestDatabase.Create(DatabaseKind.Sqlite);
        var (wrong, _, sentence) = await TownServer.Run(["restore", house.File, "--passphrase-file", weak, .. TownServer.Where(into)]);
        Assert.Equal((1, $"{house.File} does not open with that key or passphrase: it was sealed for another."), (wrong, sentence.Trim()));
        Assert.Equal(0, (await TownServer.Run(["restore", house.File, "--passphrase-file", strong, .. TownServer.Where(into)])).Exit);
        Assert.NotEqual(
            await File.ReadAllTextAsync(Path.Combine(house.Server.Folder, "teahouse.keys"), Stop), await File.ReadAllTextAsync(Path.Combine(into.Folder, "teahouse.keys"), Stop));
        Assert.Equal(await Seed(house.Server.Folder, house.Server.ConnectionString), await Seed(into.Folder, into.ConnectionString));
    }

    private static async Task WhileWriting(BackedUpHouse house, List<string> acknowledged, Func<Task<string>> act) {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var writing = Write();
        await act();
        await enough.CancelAsync();
        await writing;

        async Task Write() {
            for (var n = 0; !enough.IsCancellationRequested; n++) acknowledged.Add(await house.Mei.Say(house.RoomId, $"meanwhile {n}", $"m{n}", Stop));
        }
    }

    private static async Task<List<string>> HeardSince(Townsperson person, string roomId, string since) {
        var sync = await person.Sync(since, 0, Stop, """{"room":{"timeline":{"limit":100}}}""");
        var timeline = sync.GetProperty("rooms").GetProperty("join").GetProperty(roomId).GetProperty("timeline");
        var heard = timeline.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("event_id").GetString()!).ToList();
        if (!timeline.GetProperty("limited").GetBoolean()) return heard;
        var (gap, from) = (new List<string>(), timeline.GetProperty("prev_batch").GetString());
        while (from is not null) {
            var page = await person.Call("GET", $"/rooms/{Uri.EscapeDataString(roomId)}/messages?dir=b&limit=100&from={from}&to={since}", null, Stop);
            gap.AddRange(page.GetProperty("chunk").EnumerateArray().Select(e => e.GetProperty("event_id").GetString()!));
            from = page.TryGetProperty("end", out var end) ? end.GetString() : null;
        }
        return [.. gap.AsEnumerable().Reverse(), .. heard];
    }

    private static List<string> Ids(IEnumerable<string> events) => [.. events.Select(e => JsonDocument.Parse(e).RootElement.GetProperty("event_id").GetString()!)];

    private static async Task<string> Seed(string folder, string? connectionString) {
        await using var database = await Database.Open(folder, connectionString, OpenHouse.Migrations, TimeProvider.System, Stop);
        var seed = await ServerSeed.Open(await SealedSecrets.Open(database, Path.Combine(folder, "teahouse.keys"), Stop), Stop);
        return $"{seed.KeyId} {Convert.ToHexString(seed.Seed)}";
    }

    private static async Task<SortedDictionary<string, List<string>>> Rows(string folder, string? connectionString) {
        await using var snapshot = await DatabaseSnapshot.Open(folder, connectionString, Stop);
        var all = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in snapshot!.Tables.Where(t => t.Name != "host_secret")) {
            var rows = new List<string>();
            var sorted = new CopiedTable(table.Name, [.. table.Columns.Order(StringComparer.Ordinal)]);
            await snapshot.Write(sorted, line => {
                rows.Add(System.Text.Encoding.UTF8.GetString(line.Span));
                return Task.CompletedTask;
            }, Stop);
            rows.Sort(StringComparer.Ordinal);
            all[table.Name] = rows;
        }
        return all;
    }
}
