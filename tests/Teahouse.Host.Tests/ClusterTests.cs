using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Three servers on one PostgreSQL behind a plain balancer, as processes.</summary>
public sealed class ClusterTests(ITestOutputHelper output) {
    private const int Servers = 3;
    private static readonly int Rounds = Number("TEAHOUSE_CLUSTER_ROUNDS", 2);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(Number("TEAHOUSE_CLUSTER_SECONDS", 15));
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Hanging = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Servers_that_are_killed_hung_and_stopped_lose_double_and_skip_nothing_and_every_room_answers_again() {
        await using var cluster = await TownCluster.Start(Servers, Stop, "--rate-limits", "off", "--public-url", "http://localhost:8008");
        var load = await RoomsUnderLoad.Begin(cluster, Stop);
        try {
            for (var round = 0; round < Rounds; round++) {
                await Round("killed", round, load, async victim => {
                    cluster.Signal(victim, "KILL");
                    await cluster.End(victim, Stop);
                    await Wait(Settled);
                }, mayFail: true);
                await Round("hung", round + 1, load, async victim => {
                    cluster.Signal(victim, "STOP");
                    await Wait(Hanging);
                    cluster.Signal(victim, "CONT");
                    var (exit, _) = await cluster.End(victim, Stop);
                    Assert.NotEqual(0, exit);
                }, mayFail: true);
                await Round("stopped", round + 2, load, async victim => {
                    cluster.Signal(victim, "TERM");
                    var (exit, _) = await cluster.End(victim, Stop);
                    Assert.Equal(0, exit);
                    await Wait(Settled);
                }, mayFail: false);
            }
            await load.EndAndCheck(Stop);
        } catch {
            output.WriteLine(cluster.Said);
            throw;
        }
        output.WriteLine($"{load.Taken} messages, each there once.");

        async Task Round(string what, int number, RoomsUnderLoad load, Func<int, Task> fault, bool mayFail) {
            var victim = number % Servers;
            load.Since();
            await fault(victim);
            await cluster.Restart(victim, Stop);
            var (failures, longest) = load.Since();
            output.WriteLine($"{what}: answered again after {longest.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s at most, {failures.Count} calls failed");
            Assert.True(longest < AnswersWithin, $"{what}: {longest}");
            Assert.DoesNotContain(failures, f => !mayFail || f.Contains(": 4", StringComparison.Ordinal) || f.Contains(": 500", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_one_server_learns_the_others_know_and_between_them_there_is_TLS() {
        using var folder = new TemporaryFolder();
        var certificate = Path.Combine(folder.Path, "silo.pem");
        using var own = MakeCertificate(certificate);
        using var foreign = MakeCertificate(Path.Combine(folder.Path, "foreign.pem"));
        await using var cluster = await TownCluster.Start(
            2, Stop, "--rate-limits", "off", "--public-url", "http://localhost:8008", "--silo-certificate", certificate);
        using var mei = await Townsperson.Register(cluster, "mei", Stop);
        using var li = await Townsperson.Register(cluster, "li", Stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId } }, Stop);
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(roomId)}/join", new { }, Stop);

        for (var i = 0; i < 6; i++) await TypesAndIsSeen(mei, li, roomId);
        await IsAskedAtAnotherServer(cluster, mei, li);
        Assert.True(await IsHungUpOn(cluster.SiloPort(0), own, shown: foreign));
        Assert.False(await IsHungUpOn(cluster.SiloPort(0), own, shown: own));

        using var one = cluster.ClientOf(0, li.AccessToken);
        using var other = cluster.ClientOf(1, li.AccessToken);
        Assert.Equal(HttpStatusCode.OK, await WhoAmI(other));
        using var gone = await one.PostAsync(new Uri("/_matrix/client/v3/logout", UriKind.Relative), null, Stop);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, await WhoAmI(other));
    }

    // The phone listens at one server, the till charges at the other: the question finds the phone, and its answer the till.
    private static async Task IsAskedAtAnotherServer(TownCluster cluster, Townsperson payer, Townsperson payee) {
        using var device = new Authenticator { Host = "pay.localhost", Origin = "http://pay.localhost:8008" };
        var wallet = await Wallet(cluster, 0, payer);
        using var start = (await wallet.PostAsJsonAsync("/pay/v1/passkeys/add/start", new { }, Stop)).EnsureSuccessStatusCode();
        var begun = await start.Content.ReadFromJsonAsync<JsonElement>(Stop);
        using var finish = (await wallet.PostAsJsonAsync("/pay/v1/passkeys/add/finish", new {
            ceremony = begun.GetProperty("ceremony"), credential = device.Create(begun.GetProperty("options")), name = "phone",
        }, Stop)).EnsureSuccessStatusCode();
        using var money = new HttpRequestMessage(HttpMethod.Post, "/pay/v1/sandbox/play-money") { Content = JsonContent.Create(new { amount = new { minor = 100, currency = "CNY" } }) };
        money.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var given = (await wallet.SendAsync(money, Stop)).EnsureSuccessStatusCode();
        using var charging = new ChargingUnderFire(wallet, await Wallet(cluster, 1, payee), device);
        await charging.Enrol(Stop);
        for (var i = 0; i < 2; i++) await charging.Once(Stop);
        await charging.Again(Stop);
        Assert.Equal(2, charging.Paid);
    }

    private static async Task<HttpClient> Wallet(TownCluster cluster, int silo, Townsperson person) {
        var password = Townsperson.PasswordOf(person.UserId[1..person.UserId.IndexOf(':', StringComparison.Ordinal)]);
        var link = await person.Call("POST", "/_matrix/client/unstable/org.teahouse/wallet/link",
            new { auth = new { type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, password } }, Stop);
        var wallet = cluster.ClientOf(silo, "");
        wallet.DefaultRequestHeaders.Authorization = null;
        wallet.DefaultRequestHeaders.Host = "pay.localhost:8008";
        using var opened = (await wallet.PostAsJsonAsync("/pay/v1/sign-in/link", new { token = link.GetProperty("link_token").GetString() }, Stop)).EnsureSuccessStatusCode();
        wallet.DefaultRequestHeaders.Authorization = new("Bearer", (await opened.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("token").GetString());
        return wallet;
    }

    // The handshake of TLS 1.3 ends before the other side has looked at the certificate: what comes then tells.
    private static async Task<bool> IsHungUpOn(int port, X509Certificate2 houses, X509Certificate2 shown) {
        using var client = new TcpClient("127.0.0.1", port);
        await using var line = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, theirs, _, _) => houses.Equals(theirs));
        try {
            await line.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "teahouse", ClientCertificates = [shown] }, Stop);
            return await line.ReadAsync(new byte[1], Stop).AsTask().WaitAsync(TimeSpan.FromSeconds(2), TimeProvider.System, Stop) == 0;
        } catch (TimeoutException) {
            return false;
        } catch (Exception e) when (e is IOException or AuthenticationException) {
            return true;
        }
    }

    private static X509Certificate2 MakeCertificate(string path) {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = new CertificateRequest("CN=teahouse", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return certificate;
    }

    // Each request goes to another server: mei's word to one, li's question to the next.
    private static async Task TypesAndIsSeen(Townsperson mei, Townsperson li, string roomId) {
        const string OnlyTyping = """{"room":{"timeline":{"types":[]},"ephemeral":{"types":["m.typing"]}}}""";
        var since = (await li.Sync(null, 0, Stop, OnlyTyping)).GetProperty("next_batch").GetString();
        foreach (var typing in (bool[])[true, false]) {
            await mei.Call("PUT", $"/rooms/{Uri.EscapeDataString(roomId)}/typing/{Uri.EscapeDataString(mei.UserId)}", new { typing, timeout = 30_000 }, Stop);
            string[] seen;
            do {
                var sync = await li.Sync(since, 10_000, Stop, OnlyTyping);
                since = sync.GetProperty("next_batch").GetString();
                seen = Typing(sync, roomId) ?? (typing ? [] : [mei.UserId]);
            } while (seen.Contains(mei.UserId) != typing);
        }
    }

    private static string[]? Typing(JsonElement sync, string roomId) =>
        sync.TryGetProperty("rooms", out var rooms) && rooms.TryGetProperty("join", out var join) && join.TryGetProperty(roomId, out var room)
        && room.TryGetProperty("ephemeral", out var ephemeral) && ephemeral.GetProperty("events") is { } events && events.GetArrayLength() > 0
            ? [.. events[0].GetProperty("content").GetProperty("user_ids").EnumerateArray().Select(u => u.GetString()!)] : null;

    private static async Task<HttpStatusCode> WhoAmI(HttpClient client) {
        using var answer = await client.GetAsync(new Uri("/_matrix/client/v3/account/whoami", UriKind.Relative), Stop);
        return answer.StatusCode;
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Task Wait(TimeSpan time) => Task.Delay(time, TimeProvider.System, Stop);

    private static int Number(string variable, int usual) =>
        int.TryParse(System.Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
