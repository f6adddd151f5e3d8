using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>A process that is killed while it takes files keeps those that it acknowledged, and nothing of the others.</summary>
public sealed class MediaCrashTests {
    private const int Uploaders = 6;
    private const int AcknowledgedBeforeKill = 60;
    private const int SmallBytes = 40_000;

    // Less than a file may have. What is sent of it must be more than lies in the sockets between, so that some of it is on disk.
    private const int LargeBytes = 48 * 1024 * 1024;
    private const int SentBytes = LargeBytes / 2;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Half_a_file_leaves_nothing_and_the_whole_one_follows(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var client = server.Client(mei.AccessToken);
        var file = Bytes(7, LargeBytes);
        var mediaId = IdIn(await mei.Call("POST", "/_matrix/media/v1/create", new { }, Stop));
        (HttpMethod Method, string Path)[] ways = [(HttpMethod.Post, "/_matrix/media/v3/upload"), (HttpMethod.Put, $"/_matrix/media/v3/upload/localhost/{mediaId}")];

        foreach (var (method, path) in ways) {
            using var half = new HalfSent(file);
            using var request = new HttpRequestMessage(method, path) { Content = half };
            var sending = client.SendAsync(request, Stop);
            await half.Sent;
            await server.Kill();
            half.GiveUp();
            await Assert.ThrowsAsync<HttpRequestException>(() => sending);
            Assert.InRange(new FileInfo(Assert.Single(Files(server))).Length, 1, SentBytes);

            await server.Restart();
            Assert.Empty(Files(server));
            Assert.Empty(await FilesInRows(server));
            Assert.Equal((HttpStatusCode.GatewayTimeout, "M_NOT_YET_UPLOADED"), await mei.Refused("GET", Download(mediaId) + "?timeout_ms=0", null, Stop));
        }

        foreach (var (method, path) in ways) {
            var answer = await Send(client, method, path, file);
            Assert.Equal(file, await client.GetByteArrayAsync(Download(method == HttpMethod.Post ? IdIn(answer) : mediaId), Stop));
        }
        Assert.Equal([LargeBytes, LargeBytes], (await FilesInRows(server)).Values);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_was_acknowledged_is_whole_and_every_file_has_its_row(DatabaseKind kind) {
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", Stop);
        using var client = server.Client(mei.AccessToken);
        var acknowledged = new ConcurrentDictionary<string, byte[]>();
        var enough = new TaskCompletionSource();
        var uploading = Enumerable.Range(0, Uploaders).Select(Upload).ToArray();
        await enough.Task;
        await server.Kill();
        await Task.WhenAll(uploading);

        await server.Restart();
        foreach (var (mediaId, bytes) in acknowledged) Assert.Equal(bytes, await client.GetByteArrayAsync(Download(mediaId), Stop));
        var rows = await FilesInRows(server);
        Assert.InRange(rows.Count, acknowledged.Count, acknowledged.Count + Uploaders);
        Assert.Equal(rows, Files(server).ToDictionary(f => Path.GetRelativePath(MediaOf(server), f), f => new FileInfo(f).Length));

        async Task Upload(int uploader) {
            for (var n = 0; ; n++) {
                var bytes = Bytes(uploader * 1000 + n, SmallBytes);
                try {
                    acknowledged[IdIn(await Send(client, HttpMethod.Post, "/_matrix/media/v3/upload", bytes))] = bytes;
                } catch (HttpRequestException) {
                    return;
                }
                if (acknowledged.Count >= AcknowledgedBeforeKill) enough.TrySetResult();
            }
        }
    }

    private static async Task<JsonElement> Send(HttpClient client, HttpMethod method, string path, byte[] bytes) {
        using var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(bytes) };
        using var answer = await client.SendAsync(request, Stop);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>What the rows say lies in the media folder: where, and how much of the quota it takes.</summary>
    private static async Task<Dictionary<string, long>> FilesInRows(TownServer server) {
        await using var database = await Database.Open(server.Folder, server.ConnectionString, [], TimeProvider.System, Stop);
        var rows = await database.Read(c => c.QueryAsync<(string? File, long Size)>("SELECT file, size FROM talk_media WHERE file IS NOT NULL OR size > 0"), Stop);
        return rows.ToDictionary(r => Path.Combine(r.File![..2], r.File), r => r.Size);
    }

    private static string[] Files(TownServer server) => Directory.GetFiles(MediaOf(server), "*", SearchOption.AllDirectories);

    private static string MediaOf(TownServer server) => Path.Combine(server.Folder, "media");

    private static string Download(string mediaId) => $"/_matrix/client/v1/media/download/localhost/{mediaId}";

    private static string IdIn(JsonElement answer) => answer.GetProperty("content_uri").GetString()!.Split('/')[^1];

    private static byte[] Bytes(int seed, int count) {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A body of which half is sent, until somebody gives up.</summary>
    private sealed class HalfSent(byte[] whole) : HttpContent {
        private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Sent => sent.Task;

        public void GiveUp() => givenUp.SetException(new IOException("Given up."));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) {
            await stream.WriteAsync(whole.AsMemory(0, SentBytes), Stop);
            await stream.FlushAsync(Stop);
            sent.SetResult();
            await givenUp.Task;
        }

        protected override bool TryComputeLength(out long length) {
            length = whole.Length;
            return true;
        }
    }
}
