using System.Net.Http.Json;
using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>People who pay a fen at a time while the server is killed, and remember what they were told.</summary>
internal sealed class PayingUnderFire : IDisposable {
    private const int Payers = 3;

    private readonly List<UnderFire> payers = [];

    /// <summary>How many payments were acknowledged before the server died.</summary>
    public int Acknowledged => payers.Sum(p => p.Acknowledged);

    /// <summary>Opens their wallets, with a passkey and play money in each.</summary>
    public static async Task<PayingUnderFire> Begin(TownServer server, Townsperson payee, CancellationToken stop) {
        var paying = new PayingUnderFire();
        for (var i = 0; i < Payers; i++) {
            using var payer = await Townsperson.Register(server, $"payer{i}", stop);
            paying.payers.Add(await UnderFire.Begin(server, payer, payee, stop));
        }
        return paying;
    }

    /// <summary>They pay until the server is gone.</summary>
    /// <returns>When somebody has been told that they have paid, and when all have seen that it is gone.</returns>
    public (Task First, Task All) UntilKilled(CancellationToken stop) {
        var first = new TaskCompletionSource();
        return (first.Task, Task.WhenAll(payers.Select(p => p.UntilKilled(first, stop))));
    }

    /// <summary>They send every payment of this round again; what was acknowledged is answered as it was.</summary>
    public Task Again(CancellationToken stop) => Task.WhenAll(payers.Select(p => p.Again(stop)));

    /// <summary>Each payment stands once, on both sides.</summary>
    public async Task Check(TownServer server, Townsperson payee, CancellationToken stop) {
        foreach (var payer in payers) await payer.Check(stop);
        Assert.Equal(payers.Sum(p => p.Paid + p.PaidByCodes), await UnderFire.Has(server, payee, stop));
    }

    public void Dispose() {
        foreach (var payer in payers) payer.Dispose();
    }
}

/// <summary>One of them.</summary>
internal sealed class UnderFire : IDisposable {
    private const long PlayMoney = 100_000;

    private readonly Dictionary<Guid, string?> told = [];
    private readonly HttpClient http;
    private readonly Authenticator device;
    private readonly string payee;

    private readonly ChargingUnderFire codes;

    private UnderFire(TownServer server, string token, string till, Authenticator device, string payee) {
        (http, this.device, this.payee) = (Client(server, token), device, payee);
        codes = new(Client(server, token), Client(server, till), device);
    }

    /// <summary>How many of their payments were acknowledged before the server died.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>How many they made in the rounds that are over.</summary>
    public int Paid { get; private set; }

    /// <summary>How much they paid by codes in those.</summary>
    public int PaidByCodes => codes.Paid;

    public static async Task<UnderFire> Begin(TownServer server, Townsperson payer, Townsperson payee, CancellationToken stop) {
        var paying = new UnderFire(server, await Wallet(server, payer, stop), await Wallet(server, payee, stop), new() { Host = "pay.localhost", Origin = $"http://{Host(server)}" }, payee.UserId);
        var start = await paying.Good("passkeys/add/start", new { }, stop);
        await paying.Good("passkeys/add/finish", new { ceremony = start.GetProperty("ceremony"), credential = paying.device.Create(start.GetProperty("options")), name = "phone" }, stop);
        await paying.Good("sandbox/play-money", new { amount = new { minor = PlayMoney, currency = "CNY" } }, stop);
        await paying.codes.Enrol(stop);
        return paying;
    }

    public async Task UntilKilled(TaskCompletionSource first, CancellationToken stop) {
        while (true) {
            var key = Guid.NewGuid();
            told[key] = null;
            try {
                told[key] = await Pay(key, stop);
                Acknowledged++;
                await codes.Once(stop);
                first.TrySetResult();
            } catch (Exception e) when (e is HttpRequestException or IOException) {
                return;
            }
        }
    }

    public async Task Again(CancellationToken stop) {
        foreach (var (key, before) in told) {
            var now = await Pay(key, stop);
            Assert.Equal(before ?? now, now);
        }
        Paid += told.Count;
        told.Clear();
        await codes.Again(stop);
    }

    public async Task Check(CancellationToken stop) => Assert.Equal(PlayMoney - Paid - PaidByCodes, await Has(http, stop));

    /// <summary>What somebody has, whose wallet nobody has opened yet.</summary>
    public static async Task<long> Has(TownServer server, Townsperson somebody, CancellationToken stop) {
        using var theirs = Client(server, await Wallet(server, somebody, stop));
        return await Has(theirs, stop);
    }

    public void Dispose() {
        http.Dispose();
        codes.Dispose();
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

    private static HttpClient Client(TownServer server, string token) {
        var client = server.Client(token);
        client.DefaultRequestHeaders.Host = Host(server);
        return client;
    }

    private static string Host(TownServer server) => $"pay.localhost:{server.Port}";
}
