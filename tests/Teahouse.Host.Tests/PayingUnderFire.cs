using System.Net.Http.Json;
using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Somebody who pays a fen at a time while the server is killed, and remembers what they were told.</summary>
internal sealed class PayingUnderFire : IDisposable {
    private const long PlayMoney = 100_000;

    private readonly Dictionary<Guid, string?> told = [];
    private readonly HttpClient http;
    private readonly Authenticator device;
    private readonly string payee;
    private int begun;

    private PayingUnderFire(TownServer server, string token, Authenticator device, string payee) {
        (http, this.device, this.payee) = (server.Client(token), device, payee);
        http.DefaultRequestHeaders.Host = Host(server);
    }

    /// <summary>How many payments were acknowledged before the server died.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Opens a wallet with a passkey and play money in it.</summary>
    public static async Task<PayingUnderFire> Begin(TownServer server, Townsperson payer, Townsperson payee, CancellationToken stop) {
        var paying = new PayingUnderFire(server, await Wallet(server, payer, stop), new() { Host = "pay.localhost", Origin = $"http://{Host(server)}" }, payee.UserId);
        var start = await paying.Good("passkeys/add/start", new { }, stop);
        await paying.Good("passkeys/add/finish", new { ceremony = start.GetProperty("ceremony"), credential = paying.device.Create(start.GetProperty("options")), name = "phone" }, stop);
        await paying.Good("sandbox/play-money", new { amount = new { minor = PlayMoney, currency = "CNY" } }, stop);
        return paying;
    }

    /// <summary>Pays until the server is gone.</summary>
    public async Task UntilKilled(CancellationToken stop) {
        while (true) {
            var key = Guid.NewGuid();
            told[key] = null;
            try {
                told[key] = await Pay(key, stop);
                Acknowledged++;
            } catch (HttpRequestException) {
                return;
            }
        }
    }

    /// <summary>Sends every payment of this round again; what was acknowledged is answered as it was.</summary>
    public async Task Again(CancellationToken stop) {
        foreach (var (key, before) in told) {
            var now = await Pay(key, stop);
            Assert.Equal(before ?? now, now);
        }
        begun += told.Count;
        told.Clear();
    }

    /// <summary>Each payment stands once, on both sides.</summary>
    public async Task Check(TownServer server, Townsperson payeeSignedIn, CancellationToken stop) {
        Assert.Equal(PlayMoney - begun, await Has(http, stop));
        using var theirs = server.Client(await Wallet(server, payeeSignedIn, stop));
        theirs.DefaultRequestHeaders.Host = Host(server);
        Assert.Equal(begun, await Has(theirs, stop));
    }

    public void Dispose() {
        http.Dispose();
        device.Dispose();
    }

    private async Task<string> Pay(Guid key, CancellationToken stop) {
        var body = (object? proof) => new { to = payee, amount = new { minor = 1, currency = "CNY" }, proof };
        var (isDone, answer) = await Ask("transfers", body(null), key, stop);
        if (!isDone) {
            var asked = JsonElement.Parse(answer);
            (isDone, answer) = await Ask("transfers", body(new { ceremony = asked.GetProperty("ceremony"), credential = device.Get(asked.GetProperty("options")) }), key, stop);
        }
        return isDone ? answer : throw new InvalidOperationException(answer);
    }

    private async Task<JsonElement> Good(string path, object body, CancellationToken stop) {
        var (isDone, answer) = await Ask(path, body, Guid.NewGuid(), stop);
        return isDone ? JsonElement.Parse(answer) : throw new InvalidOperationException(answer);
    }

    private async Task<(bool IsDone, string Answer)> Ask(string path, object body, Guid key, CancellationToken stop) {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/pay/v1/{path}") { Content = JsonContent.Create(body) };
        request.Headers.Host = Host(http.BaseAddress!.Port);
        request.Headers.Add("Idempotency-Key", key.ToString());
        using var answer = await http.SendAsync(request, stop);
        return (answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    private static async Task<string> Wallet(TownServer server, Townsperson person, CancellationToken stop) {
        var password = Townsperson.PasswordOf(person.UserId[1..person.UserId.IndexOf(':', StringComparison.Ordinal)]);
        var link = await person.Call("POST", "/_matrix/client/unstable/org.teahouse/wallet/link",
            new { auth = new { type = "m.login.password", identifier = new { type = "m.id.user", user = person.UserId }, password } }, stop);
        using var anybody = server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pay/v1/sign-in/link") { Content = JsonContent.Create(new { token = link.GetProperty("link_token").GetString() }) };
        request.Headers.Host = Host(server);
        using var answer = await anybody.SendAsync(request, stop);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(stop)).GetProperty("token").GetString()!;
    }

    private static async Task<long> Has(HttpClient wallet, CancellationToken stop) =>
        (await wallet.GetFromJsonAsync<JsonElement>("/pay/v1/balances", stop))[0].GetProperty("balance").GetProperty("minor").GetInt64();

    private static string Host(TownServer server) => Host(server.Port);

    private static string Host(int port) => $"pay.localhost:{port}";
}
