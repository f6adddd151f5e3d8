using System.Net.Http.Json;
using System.Text.Json;
using Teahouse.Host.Tests.Wallet;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Somebody whose phone is charged a fen at a time, and who pays each for good, while the server is killed.</summary>
internal sealed class ChargingUnderFire(HttpClient wallet, HttpClient till, Authenticator device) : IDisposable {
    private readonly Dictionary<Guid, (string Code, bool IsTold)> charged = [];
    private readonly CodePhone phone = new();
    private HttpResponseMessage? stream;
    private int left;

    /// <summary>How much was paid in the rounds that are over.</summary>
    public int Paid { get; private set; }

    /// <summary>Enrols the phone.</summary>
    public async Task Enrol(CancellationToken stop) {
        var started = await Good(wallet, "code-phone/start", new { publicKey = phone.PublicKey }, stop);
        await Good(wallet, "code-phone/finish", phone.Finish(started, device), stop);
    }

    /// <summary>One code, charged and paid for good, while the server lives.</summary>
    public async Task Once(CancellationToken stop) {
        if (stream is null) await Listen(stop);
        if (left == 0) {
            phone.Take(await Good(wallet, $"code-phone/{phone.Id}/aliases", null, stop));
            left = 16;
        }
        left--;
        var (key, code) = (Guid.NewGuid(), phone.Qr());
        charged[key] = (code, false);
        charged[key] = (code, await Pay(key, code, stop) == "paid");
    }

    /// <summary>The server is back: what was acknowledged is so, and what was not is one or the other, once.</summary>
    public async Task Again(CancellationToken stop) {
        await Listen(stop);
        foreach (var (key, (code, isTold)) in charged) {
            var state = await Pay(key, code, stop);
            Assert.True(!isTold || state == "paid", $"It was told that it is paid, and now it is {state}.");
            if (state == "paid") Paid++;
        }
        charged.Clear();
    }

    public void Dispose() {
        stream?.Dispose();
        phone.Dispose();
        wallet.Dispose();
        till.Dispose();
    }

    // What became of it: the till charges, the phone answers. Who is refused is paid nothing.
    private async Task<string> Pay(Guid key, string code, CancellationToken stop) {
        var (isTaken, answer) = await Ask(till, "charges", new { code, amount = new { minor = 1, currency = "CNY" }, source = "camera" }, stop, key);
        if (!isTaken) return "refused";
        var (id, state) = (answer.GetProperty("id").GetString()!, answer.GetProperty("state").GetString()!);
        if (state != "waiting") return state;
        var (_, asked) = await Ask(wallet, $"asks/{id}/answer", new { answer = "payForGood" }, stop);
        if (!asked.TryGetProperty("ceremony", out var ceremony)) return asked.TryGetProperty("state", out var before) ? before.GetString()! : "refused";
        var proof = new { ceremony, credential = device.Get(asked.GetProperty("options")) };
        var (isPaid, paid) = await Ask(wallet, $"asks/{id}/answer", new { answer = "payForGood", proof }, stop);
        return isPaid ? paid.GetProperty("state").GetString()! : throw new InvalidOperationException(paid.GetRawText());
    }

    // As long as this is open the phone can be asked.
    private async Task Listen(CancellationToken stop) {
        stream?.Dispose();
        stream = null;
        stream = await wallet.GetAsync(new Uri("/pay/v1/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, stop);
        var hello = new byte[1];
        await (await stream.Content.ReadAsStreamAsync(stop)).ReadExactlyAsync(hello, stop);
    }

    private static async Task<JsonElement> Good(HttpClient who, string path, object? body, CancellationToken stop) =>
        await Ask(who, path, body, stop) is (true, var answer) ? answer : throw new InvalidOperationException($"{path} is refused.");

    private static async Task<(bool IsDone, JsonElement Answer)> Ask(HttpClient who, string path, object? body, CancellationToken stop, Guid? key = null) {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/pay/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        if (key is { } once) request.Headers.Add("Idempotency-Key", once.ToString());
        using var answer = await who.SendAsync(request, stop);
        return (answer.IsSuccessStatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync(stop)));
    }
}
