using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>The real program, from its first word to its end.</summary>
public sealed class StartTests {
    [Theory]
    [InlineData("--registration opne", "--registration: 'opne' is none of open, token, closed.")]
    [InlineData("--public-url https://tea.example --demo", "--demo is for localhost only")]
    [InlineData("--demo --urls http://0.0.0.0:9443", "--demo is for localhost only, and --urls http://0.0.0.0:9443 is open to other machines.")]
    [InlineData("--public-url https://tea.example --rate-limits off", "--rate-limits off is for localhost only")]
    [InlineData("--public-url https://tea.example --pay-url https://tea.example:8443", "--pay-url: tea.example is the app's own host")]
    [InlineData("--public-url https://app.tea.example --pay-url https://tea.example", "--pay-url: the app's host app.tea.example lies within tea.example")]
    [InlineData("--urls https://localhost:9443", "needs a certificate")]
    [InlineData("--urls http://198.51.100.7:9443", "this machine does not have that address")]
    [InlineData("--database Host=/nowhere;Username=x", "--database: PostgreSQL does not let us in")]
    [InlineData("--silo 127.0.0.1:11111", "--silo: several servers share a PostgreSQL; name it with --database.")]
    [InlineData("--silo 10.0.0.5:11111 --database Host=/nowhere;Username=x", "--silo: between machines there is TLS, or no talk.")]
    [InlineData("--silo-certificate silo.pem", "--silo-certificate is for one of several servers")]
    [InlineData("--sever-name x", "--sever-name")]
    public async Task What_cannot_be_is_one_sentence_and_an_exit_code(string typed, string sentence) {
        using var folder = new TemporaryFolder();
        string[] where = ["--data", folder.Path, "--keys", Path.Combine(folder.Path, "keys")];
        string[] listens = typed.Contains("--urls", StringComparison.Ordinal) ? [] : ["--urls", $"http://127.0.0.1:{TownServer.FreePort()}"];
        var (exit, output, errors) = await TownServer.Run(["serve", .. typed.Split(' '), .. where, .. listens]);
        Assert.Equal(1, exit);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named() {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var folder = new TemporaryFolder();
        var (exit, output, errors) = await TownServer.Run("--urls", $"http://127.0.0.1:{port}", "--data", folder.Path, "--keys", Path.Combine(folder.Path, "keys"));
        Assert.Equal(1, exit);
        Assert.Equal($"--urls: http://127.0.0.1:{port} cannot be listened at: another program has port {port}. Name another, for example --urls http://localhost:{port + 1}.", errors.Trim());
        Assert.Equal("", output);
    }

    [Fact]
    public async Task A_second_server_on_the_same_folder_is_refused_until_the_first_has_ended() {
        await using var first = await TownServer.Start();
        string[] again = ["--urls", $"http://127.0.0.1:{TownServer.FreePort()}", "--data", first.Folder, "--keys", Path.Combine(first.Folder, "teahouse.keys")];
        var (exit, output, errors) = await TownServer.Run(again);
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"--data: another server is open on {first.Folder}. Stop that one, or name another folder;", errors, StringComparison.Ordinal);
        await first.Kill();
        await first.Restart();
    }

    [Fact]
    public async Task A_folder_that_the_server_makes_is_its_owners_only() {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        await TownServer.Run("--data", data, "--keys", Path.Combine(folder.Path, "keys"), "--urls", $"http://127.0.0.1:{TownServer.FreePort()}", "--database", "Host=/nowhere;Username=x");
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(data));
    }

    [Theory]
    [InlineData("people invite --days abc", "--days is a number from 1 to 10000.")]
    [InlineData("people invite --uses 0", "--uses is a number from 1 to 10000.")]
    [InlineData("people let-in lin", "no house has ever been opened here. Start it first (teahouse serve), or say where it is with --data or --database.")]
    [InlineData("restore nothing.age --identity nothing.key", "nothing.key")]
    public async Task A_mistake_in_a_command_is_named(string typed, string sentence) {
        using var folder = new TemporaryFolder();
        var (exit, _, errors) = await TownServer.Run([.. typed.Split(' '), "--data", folder.Path]);
        Assert.Equal(1, exit);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serv", "'serv'")]
    [InlineData("serve --prot 8008", "'--prot'")]
    public async Task A_word_that_is_none_is_named_and_where_the_words_are(string typed, string word) {
        var (exit, output, errors) = await TownServer.Run(typed.Split(' '));
        Assert.Equal((1, ""), (exit, output));
        var lines = errors.Trim().Split(System.Environment.NewLine);
        Assert.Contains(word, lines[0], StringComparison.Ordinal);
        Assert.Equal("teahouse --help says what can be typed.", lines[^1]);
        Assert.DoesNotContain("Did you mean", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_no_data_folder() {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var (exit, _, errors) = await TownServer.Run("--data", file, "--keys", Path.Combine(folder.Path, "keys"), "--urls", $"http://127.0.0.1:{TownServer.FreePort()}");
        Assert.Equal((1, $"--data: {file} is a file, and must be a folder."), (exit, errors.Trim()));
    }

    [Fact]
    public async Task Help_explains_every_option() {
        var (exit, output, _) = await TownServer.Run("--help");
        Assert.Equal(0, exit);
        Assert.All(Settings.Setting.All, s => Assert.Contains(s.Description, output.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_is_under_way_is_answered_before_the_end() {
        await using var server = await RunningProgram.Start();
        using var client = new TcpClient("127.0.0.1", server.Port);
        await using var line = client.GetStream();
        var stop = TestContext.Current.CancellationToken;
        await line.WriteAsync("POST /_matrix/client/v3/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n{\"type\":"u8.ToArray(), stop);
        await server.Answers();
        server.Terminate();
        await line.WriteAsync("\"tea\"      }"u8.ToArray(), stop);
        using var reader = new StreamReader(line);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadLineAsync(stop), StringComparison.Ordinal);
        Assert.Equal(0, await server.End());
    }

    [Fact]
    public async Task A_sync_that_waits_is_answered_when_the_house_closes() {
        await using var server = await RunningProgram.Start();
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}/_matrix/client/v3/") };
        var stop = TestContext.Current.CancellationToken;
        var mei = await Json(await client.PostAsync("register", Body("""{"username":"mei","password":"jasmine and rain","auth":{"type":"m.login.dummy"}}"""), stop));
        client.DefaultRequestHeaders.Authorization = new("Bearer", mei.GetProperty("access_token").GetString());
        var since = (await Json(await client.GetAsync("sync?timeout=0", stop))).GetProperty("next_batch").GetString();
        var waiting = client.GetAsync($"sync?timeout=60000&since={since}", stop);
        await server.Answers();
        var began = Stopwatch.GetTimestamp();
        server.Terminate();
        Assert.Equal(since, (await Json(await waiting)).GetProperty("next_batch").GetString());
        Assert.Equal(0, await server.End());
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(HostLimits.StopSeconds));
    }

    private static StringContent Body(string json) => new(json);

    private static async Task<JsonElement> Json(HttpResponseMessage answer) {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    [Fact]
    public async Task No_log_line_holds_a_token_a_name_or_a_query_however_much_is_logged() {
        await using var server = await RunningProgram.Start(("Logging__LogLevel__Default", "Trace"));
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        var stop = TestContext.Current.CancellationToken;
        client.DefaultRequestHeaders.Authorization = new("Bearer", "secret-in-header");
        await client.GetAsync("/_matrix/client/v3/account/whoami?access_token=secret-in-query", stop);
        await client.GetAsync("/_matrix/client/v3/profile/%40secret-name%3Alocalhost", stop);
        await client.PostAsync("/_matrix/client/v3/login", new StringContent("""{"type":"m.login.password","password":"secret-password","identifier":{"type":"m.id.user","user":"secret-name"}}"""), stop);
        server.Terminate();
        Assert.Equal(0, await server.End());
        Assert.DoesNotContain("secret-", server.Said, StringComparison.Ordinal);
        Assert.Contains("Orleans", server.Said, StringComparison.Ordinal);
    }
}
