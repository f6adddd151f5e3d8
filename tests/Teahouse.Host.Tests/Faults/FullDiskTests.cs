using System.Net;
using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Faults;

/// <summary>A full disk: whoever writes is told, whoever reads goes on, nothing that was acknowledged is lost, and with room all goes on by itself.</summary>
public sealed class FullDiskTests {
    private static readonly string Long = new('t', 30_000);

    [Fact]
    public async Task A_database_that_may_not_grow_refuses_what_is_new_and_keeps_what_is_there() {
        await using var files = await TestDatabase.Create(DatabaseKind.Sqlite);
        await using var house = await HouseInProcess.Open(files);
        using var mei = await Townsperson.Register(house, "mei", Stop);
        using var li = await Townsperson.Register(house, "li", Stop);
        var room = await OpenRoom(mei, li);

        await MayHavePages(await Pages() + 100);
        var taken = await SayUntilRefused(mei, room);
        await IsFull(house, mei, li, room, taken);

        await MayHavePages(int.MaxValue);
        await HasRoom(house, mei, li, room, taken);
        await Whole.Demand(house, files);

        // The limit belongs to a connection, and the writer's is behind the committer.
        Task MayHavePages(long pages) => house.Database.Write(new Write(Statement.Do($"PRAGMA max_page_count = {pages}")), Stop);

        Task<long> Pages() => house.Database.Read(async connection => {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA page_count";
            return (long)(await command.ExecuteScalarAsync())!;
        }, Stop);
    }

    [Fact]
    public async Task A_process_whose_files_may_not_grow_lives_on_and_goes_on_when_they_may() {
        await using var server = await TownServer.Start(DatabaseKind.Sqlite, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var room = await OpenRoom(mei, li);
        var picture = await Upload(server, mei, 20_000);

        await server.LimitFiles(new FileInfo(Database.FileIn(server.Folder) + "-wal").Length + 200_000);
        var taken = await SayUntilRefused(mei, room);
        await IsFull(server, mei, li, room, taken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "M_UNKNOWN"), await RefusedUpload(server, mei, 20_000_000));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "media", "incoming")));
        Assert.Equal(20_000, await Download(server, mei, picture));

        await server.LimitFiles(null);
        await HasRoom(server, mei, li, room, taken);
        Assert.Equal(20_000_000, await Download(server, mei, await Upload(server, mei, 20_000_000)));
        await server.Kill();
        await server.Restart();
        Assert.Equal(taken.Append("after").Order(StringComparer.Ordinal), await SaidIn(li, room));
    }

    [Fact]
    public async Task A_PostgreSQL_whose_disk_is_full_refuses_what_is_new_and_goes_on_when_there_is_room() {
        using var disk = await SmallDisk.Mount(megabytes: 32);
        Assert.SkipWhen(disk is null, "Only root can mount a small disk.");
        var postgres = await PostgreSqlProcess.Make();
        try {
            await postgres.Execute($"CREATE TABLESPACE small LOCATION '{disk.Path}'");
            await postgres.Execute("CREATE DATABASE town TABLESPACE small");
            await using var server = await TownServer.StartOn(TestDatabase.Of(postgres, ";Database=town"), "--rate-limits", "off");
            using var mei = await Townsperson.Register(server, "mei", Stop);
            using var li = await Townsperson.Register(server, "li", Stop);
            var room = await OpenRoom(mei, li);

            disk.Leave(bytes: 300_000);
            var taken = await SayUntilRefused(mei, room);
            await IsFull(server, mei, li, room, taken);

            disk.MakeRoom();
            await HasRoom(server, mei, li, room, taken);
            await server.Kill();
            await server.Restart();
            Assert.Equal(taken.Append("after").Order(StringComparer.Ordinal), await SaidIn(li, room));
        } finally {
            postgres.Remove();
        }
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_media_folder_without_room_takes_no_file_and_the_rest_goes_on(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var li = await Townsperson.Register(server, "li", Stop);
        var room = await OpenRoom(mei, li);
        await server.LimitFiles(8_000_000);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "M_UNKNOWN"), await RefusedUpload(server, mei, 20_000_000));
        Assert.Empty(Directory.GetFiles(Path.Combine(server.Folder, "media"), "*", SearchOption.AllDirectories));
        await mei.Say(room, "and yet", "t", Stop);
        Assert.Equal(1_000_000, await Download(server, mei, await Upload(server, mei, 1_000_000)));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<string> OpenRoom(Townsperson mei, Townsperson li) {
        var room = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId } }, Stop);
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(room)}/join", new { }, Stop);
        return room;
    }

    private static async Task<List<string>> SayUntilRefused(Townsperson mei, string room) {
        var taken = new List<string>();
        while (true) {
            using var answer = await Say(mei, room, $"n{taken.Count}");
            if (!answer.IsSuccessStatusCode) break;
            taken.Add($"n{taken.Count}");
        }
        Assert.NotEmpty(taken);
        return taken;
    }

    private static Task<HttpResponseMessage> Say(Townsperson mei, string room, string transaction) =>
        mei.Send("PUT", $"/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/{transaction}", new { msgtype = "m.text", body = $"{transaction} {Long}" }, Stop);

    private static async Task IsFull(ITown town, Townsperson mei, Townsperson li, string room, List<string> taken) {
        using var refused = await Say(mei, room, $"n{taken.Count}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("M_UNKNOWN", JsonElement.Parse(await refused.Content.ReadAsStringAsync(Stop)).GetProperty("errcode").GetString());
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal((503, "failing"), await Health(town));
        Assert.Equal(taken.Order(StringComparer.Ordinal), await SaidIn(li, room));
        await li.Sync(null, 0, Stop);
    }

    private static async Task HasRoom(ITown town, Townsperson mei, Townsperson li, string room, List<string> taken) {
        await Scene.Soon(async () => await Health(town) == (200, "ok"));
        var refused = $"n{taken.Count}";
        foreach (var transaction in (string[])[.. taken, refused, "after"]) (await Say(mei, room, transaction)).EnsureSuccessStatusCode().Dispose();
        taken.Add(refused);
        Assert.Equal(taken.Append("after").Order(StringComparer.Ordinal), await SaidIn(li, room));
    }

    private static async Task<List<string>> SaidIn(Townsperson reader, string room) {
        var (said, from) = (new List<string>(), "");
        while (true) {
            var page = await reader.Call("GET", $"/rooms/{Uri.EscapeDataString(room)}/messages?dir=f&limit=100{from}", null, Stop);
            said.AddRange(page.GetProperty("chunk").EnumerateArray().Where(e => e.GetProperty("type").GetString() == "m.room.message")
                .Select(e => e.GetProperty("content").GetProperty("body").GetString()!.Split(' ')[0]));
            if (!page.TryGetProperty("end", out var end)) return [.. said.Order(StringComparer.Ordinal)];
            from = $"&from={end.GetString()}";
        }
    }

    private static async Task<(int Status, string Database)> Health(ITown town) {
        using var client = town.Client();
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Stop);
        return ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("parts").GetProperty("database").GetString()!);
    }

    private static async Task<string> Upload(TownServer server, Townsperson mei, int bytes) {
        using var answer = await Send(server, mei, bytes);
        return JsonElement.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Stop)).GetProperty("content_uri").GetString()!;
    }

    private static async Task<(HttpStatusCode, string?)> RefusedUpload(TownServer server, Townsperson mei, int bytes) {
        using var answer = await Send(server, mei, bytes);
        return (answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop)).GetProperty("errcode").GetString());
    }

    private static async Task<HttpResponseMessage> Send(TownServer server, Townsperson mei, int bytes) {
        using var client = server.Client(mei.AccessToken);
        using var body = new ByteArrayContent(new byte[bytes]);
        return await client.PostAsync(new Uri("/_matrix/media/v3/upload", UriKind.Relative), body, Stop);
    }

    private static async Task<long> Download(TownServer server, Townsperson mei, string uri) {
        using var client = server.Client(mei.AccessToken);
        return (await client.GetByteArrayAsync(new Uri(uri.Replace("mxc:/", "/_matrix/client/v1/media/download", StringComparison.Ordinal), UriKind.Relative), Stop)).Length;
    }
}
