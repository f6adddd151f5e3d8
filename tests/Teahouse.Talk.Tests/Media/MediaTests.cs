using System.Net;
using System.Text;
using System.Text.Json;
using Dapper;
using Teahouse.Storage;
using Teahouse.Talk.Media;
using Teahouse.Talk.Tests.Hosting;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Media;

public sealed class MediaTests {
    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_file_comes_back_whole_and_in_parts_to_whoever_is_signed_in(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var bytes = Enumerable.Range(0, 300_000).Select(i => (byte)(i % 251)).ToArray();
        foreach (var version in new[] { "v3", "r0", "v1" }) {
            var id = await Upload(mei, bytes, "application/pdf", "茶 \"1\".pdf", version);
            using var whole = await Get(li, id);
            Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync(Stop));
            Assert.Equal("application/pdf", whole.Content.Headers.ContentType!.ToString());
            Assert.Equal("nosniff", whole.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("sandbox; default-src 'none'", whole.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("cross-origin", whole.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            var disposition = whole.Content.Headers.ContentDisposition!;
            Assert.Equal(("attachment", "茶 \"1\".pdf"), (disposition.DispositionType, disposition.FileNameStar));
        }
        var media = await Upload(mei, bytes, "video/mp4");
        var tag = (await Get(li, media)).Headers.ETag!;
        await Part("bytes=10-19", null, HttpStatusCode.PartialContent, bytes[10..20]);
        await Part("bytes=-5", tag.Tag, HttpStatusCode.PartialContent, bytes[^5..]);
        await Part("bytes=299999-", null, HttpStatusCode.PartialContent, bytes[^1..]);
        await Part("bytes=10-19", "\"another\"", HttpStatusCode.OK, bytes);
        await Part("bytes=300000-", null, HttpStatusCode.RequestedRangeNotSatisfiable, []);
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(media)) { Headers = { { "If-None-Match", tag.Tag } } };
        Assert.Equal(HttpStatusCode.NotModified, (await li.Http.SendAsync(request, Stop)).StatusCode);

        async Task Part(string range, string? ifRange, HttpStatusCode status, byte[] expected) {
            using var request = new HttpRequestMessage(HttpMethod.Get, Path(media));
            request.Headers.TryAddWithoutValidation("Range", range);
            if (ifRange is not null) request.Headers.TryAddWithoutValidation("If-Range", ifRange);
            using var answer = await li.Http.SendAsync(request, Stop);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(expected, await answer.Content.ReadAsByteArrayAsync(Stop));
        }
    }

    [Fact]
    public void A_claim_that_no_header_can_repeat_is_not_kept() =>
        Assert.Equal("application/octet-stream", MediaType.Of("text/plain; a=\"\u2028\"", []).ContentType);

    [Theory]
    [InlineData("image/png", "<html>", "application/octet-stream", "attachment")]
    [InlineData("image/svg+xml", "<svg/>", "image/svg+xml", "attachment")]
    [InlineData("text/html", "<html>", "text/html", "attachment")]
    [InlineData("text/html", "GIF89a", "text/html", "attachment")]
    [InlineData("image/gif", "GIF89a", "image/gif", "inline")]
    [InlineData("IMAGE/GIF; a=b", "GIF87a", "image/gif", "inline")]
    [InlineData("image/gif", "GIF88a", "application/octet-stream", "attachment")]
    [InlineData("audio/ogg", "OggS", "audio/ogg", "inline")]
    [InlineData("audio/mpeg", "ID3", "audio/mpeg", "inline")]
    [InlineData("video/mp4", "....ftypisom", "video/mp4", "inline")]
    [InlineData("video/mp4", "ftyp", "application/octet-stream", "attachment")]
    [InlineData("image/webp", "RIFF....WAVE", "application/octet-stream", "attachment")]
    [InlineData("image/jpeg", "", "application/octet-stream", "attachment")]
    [InlineData("nonsense", "x", "application/octet-stream", "attachment")]
    [InlineData(null, "x", "application/octet-stream", "attachment")]
    public async Task What_lies_about_itself_is_only_bytes(string? claimed, string content, string served, string disposition) {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        using var answer = await Get(mei, await Upload(mei, Encoding.ASCII.GetBytes(content), claimed));
        Assert.Equal((served, disposition), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.DispositionType));
    }

    [Fact]
    public async Task A_file_name_cannot_leave_its_header() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        var id = await Upload(mei, [1], "text/plain", "a\r\nX-Evil: 1\0\".txt");
        using var answer = await Get(mei, id);
        Assert.False(answer.Headers.Contains("X-Evil"));
        Assert.Equal("aX-Evil: 1\".txt", answer.Content.Headers.ContentDisposition!.FileNameStar);
        using var named = await mei.Http.GetAsync($"{Path(id)}/..%2F%E8%8C%B6%0A.exe", Stop);
        Assert.Equal("../茶.exe", named.Content.Headers.ContentDisposition!.FileNameStar);
        using var without = await Get(mei, await Upload(mei, [1], "text/plain"));
        Assert.Equal("attachment", without.Content.Headers.ContentDisposition!.ToString());
    }

    [Fact]
    public async Task Only_a_token_in_the_header_opens_media_and_the_old_doors_are_closed() {
        await using var host = await TalkHost.Start(DatabaseKind.Sqlite);
        var mei = await host.Person("mei");
        var id = await Upload(mei, [1], "text/plain");
        using (var byQuery = new HttpClient { BaseAddress = mei.Http.BaseAddress, DefaultRequestHeaders = { { "X-Person", $"{mei.Id} {mei.UserId}" } } }) {
            var stranger = new Somebody(mei.Person, byQuery);
            await stranger.Refused(401, "M_MISSING_TOKEN", "GET", $"{Path(id)}?access_token=x");
            await stranger.Refused(401, "M_MISSING_TOKEN", "GET", $"{Path(id)}/name?access_token=x");
            await stranger.Refused(401, "M_MISSING_TOKEN", "GET", $"{Path(id, "thumbnail")}?width=1&height=1&access_token=x");
        }
        foreach (var version in new[] { "v3", "r0", "v1" }) {
            await mei.Refused(404, "M_NOT_FOUND", "GET", $"/_matrix/media/{version}/download/localhost/{id}");
            await mei.Refused(404, "M_NOT_FOUND", "GET", $"/_matrix/media/{version}/download/localhost/{id}/name");
            await mei.Refused(404, "M_NOT_FOUND", "GET", $"/_matrix/media/{version}/thumbnail/localhost/{id}?width=1&height=1");
            Assert.Equal("""{"m.upload.size":52428800}""", await mei.Do("GET", $"/_matrix/media/{version}/config"));
        }
        Assert.Equal("""{"m.upload.size":52428800}""", await mei.Do("GET", "/_matrix/client/v1/media/config"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_id_is_an_id_and_never_a_path(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        var id = await Upload(mei, [1], "text/plain");
        var file = await host.Database.Read(c => c.ExecuteScalarAsync<string>("SELECT file FROM talk_media"), Stop);
        foreach (var trick in new[] { "..%2F..%2Fteahouse.db", "%2e%2e%2fteahouse.keys", "..%5C..%5Cx", file!, $"{file![..2]}%2F{file}", id + "%20", new string('a', 300), "%E8%8C%B6" }) {
            await mei.Refused(404, "M_NOT_FOUND", "GET", Path(trick));
            await mei.Refused(404, "M_NOT_FOUND", "GET", $"{Path(trick, "thumbnail")}?width=9&height=9");
            await mei.Refused(404, "M_NOT_FOUND", "PUT", $"/_matrix/media/v3/upload/localhost/{trick}", "x");
        }
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"/_matrix/client/v1/media/download/..%2Flocalhost/{id}");
        await mei.Refused(404, "M_NOT_FOUND", "GET", $"/_matrix/client/v1/media/download/example.org/{id}");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_too_large_leaves_nothing_behind(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var mei = await host.Person("mei");
        foreach (var chunked in new[] { false, true }) {
            using var body = new StreamContent(new Zeros(TalkLimits.MediaFileBytesMax + 1));
            if (!chunked) body.Headers.ContentLength = TalkLimits.MediaFileBytesMax + 1;
            using var request = new HttpRequestMessage(HttpMethod.Post, "/_matrix/media/v3/upload") { Content = body, Headers = { TransferEncodingChunked = chunked, ExpectContinue = true } };
            using var answer = await mei.Http.SendAsync(request, Stop);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Contains("M_TOO_LARGE", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        Assert.Empty(Files(host));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_quota_holds_also_against_uploads_at_once(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        await Upload(mei, new byte[10], "text/plain");
        await host.Database.Write(new Write(Statement.Do("UPDATE talk_media SET size = @size", ("size", TalkLimits.MediaBytesPerPersonMax - 10))), Stop);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Post(mei, new byte[6], null)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a is { Status: HttpStatusCode.Forbidden, Code: "M_FORBIDDEN" }));
        Assert.Equal(2, Files(host).Length);
        await Upload(li, new byte[6], "text/plain");
        await Upload(mei, new byte[4], "text/plain");
        Assert.Equal("M_FORBIDDEN", (await Post(mei, new byte[1], null)).Code);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_id_can_be_had_before_its_file(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var id = await Reserve(mei);
        await li.Refused(504, "M_NOT_YET_UPLOADED", "GET", Path(id));
        await li.Refused(504, "M_NOT_YET_UPLOADED", "GET", $"{Path(id, "thumbnail")}?width=9&height=9");
        await li.Refused(403, "M_FORBIDDEN", "PUT", $"/_matrix/media/v3/upload/localhost/{id}", "tea");
        await mei.Do("PUT", $"/_matrix/media/v3/upload/localhost/{id}?filename=a.json", "tea");
        await mei.Refused(409, "M_CANNOT_OVERWRITE_MEDIA", "PUT", $"/_matrix/media/v3/upload/localhost/{id}", "coffee");
        Assert.Equal("tea", await li.Do("GET", Path(id)));

        var late = await Reserve(mei);
        host.Clock.Advance(TimeSpan.FromHours(TalkLimits.MediaReservedHours));
        await mei.Refused(404, "M_NOT_FOUND", "PUT", $"/_matrix/media/v3/upload/localhost/{late}", "tea");
        await mei.Refused(404, "M_NOT_FOUND", "GET", Path(late));
        for (var i = 0; i < TalkLimits.MediaReservedMax; i++) await Reserve(mei);
        await mei.Refused(429, "M_LIMIT_EXCEEDED", "POST", "/_matrix/media/v1/create", "{}");
        await Reserve(li);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_start_makes_up_for_what_a_crash_left_undone(DatabaseKind kind) {
        var first = await TalkHost.Start(kind);
        var mei = await first.Person("mei");
        var ids = new[] { await Upload(mei, [1, 2], null), await Upload(mei, [3], null) };
        var incoming = System.IO.Path.Combine(first.MediaPath, "incoming");
        // As if the power had gone between the commit of the row and the move: the file is where it was written.
        var named = Files(first).Single(f => new FileInfo(f).Length == 2);
        File.Move(named, System.IO.Path.Combine(incoming, System.IO.Path.GetFileName(named)));
        await File.WriteAllBytesAsync(System.IO.Path.Combine(incoming, new string('a', 32)), [9], Stop);
        var written = System.IO.Path.Combine(incoming, new string('b', 32));
        await using var writing = new FileStream(written, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        await using var again = await first.Restart();
        Assert.Equal([written], Directory.GetFiles(incoming));
        var client = again.As(mei);
        foreach (var (id, bytes) in ids.Zip([[1, 2], new byte[] { 3 }])) {
            using var answer = await Get(client, id);
            Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync(Stop));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_leaves_is_forgotten_and_what_others_were_sent_stays(DatabaseKind kind) {
        await using var host = await TalkHost.Start(kind);
        var (mei, li) = (await host.Person("mei"), await host.Person("li"));
        var id = await Upload(mei, [1], "text/plain", "mine.txt");
        var waiting = await Reserve(mei);
        await AccountRecords.Of(host.Database).Erase(mei.Id, Stop);
        using var answer = await Get(li, id);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.ToString());
        await li.Refused(404, "M_NOT_FOUND", "GET", Path(waiting));
        Assert.Equal(0, await host.Database.Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM talk_media WHERE person IS NOT NULL"), Stop));
    }

    internal static string Path(string mediaId, string what = "download") => $"/_matrix/client/v1/media/{what}/localhost/{mediaId}";

    internal static async Task<HttpResponseMessage> Get(Somebody somebody, string mediaId) {
        var answer = await somebody.Http.GetAsync(Path(mediaId), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer;
    }

    internal static async Task<string> Upload(Somebody somebody, byte[] bytes, string? contentType, string? fileName = null, string version = "v3") {
        var answer = await Post(somebody, bytes, contentType, fileName, version);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body);
        return IdIn(answer.Body);
    }

    private static async Task<Answer> Post(Somebody somebody, byte[] bytes, string? contentType, string? fileName = null, string version = "v3") {
        using var body = new ByteArrayContent(bytes);
        if (contentType is not null) body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        var query = fileName is null ? "" : $"?filename={Uri.EscapeDataString(fileName)}";
        using var answer = await somebody.Http.PostAsync($"/_matrix/media/{version}/upload{query}", body, Stop);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static async Task<string> Reserve(Somebody somebody) => IdIn(await somebody.Do("POST", "/_matrix/media/v1/create", "{}"));

    private static string IdIn(string answer) {
        var uri = JsonDocument.Parse(answer).RootElement.GetProperty("content_uri").GetString()!;
        Assert.StartsWith("mxc://localhost/", uri, StringComparison.Ordinal);
        return uri["mxc://localhost/".Length..];
    }

    internal static string[] Files(TalkHost host) => Directory.GetFiles(host.MediaPath, "*", SearchOption.AllDirectories);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed class Zeros(long length) : Stream {
        private long left = length;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) {
            var now = (int)Math.Min(left, count);
            left -= now;
            return now;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
