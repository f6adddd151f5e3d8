using System.Net.Http.Json;
using System.Text.Json;

namespace Teahouse.Bench.Codes;

/// <summary>Somebody's wallet, over HTTP. Where a finger is needed the sandbox takes the password.</summary>
/// <param name="http">To the server.</param>
/// <param name="handle">Whose.</param>
/// <param name="token">Of the wallet.</param>
internal sealed class Purse(HttpClient http, string handle, string token) {
    public const string Password = "a kettle, two cups";

    public string Handle => handle;

    /// <summary>Registers somebody, and opens their wallet.</summary>
    public static async Task<Purse> Open(HttpClient http, string handle) {
        var chat = await Good(http, "/_matrix/client/v3/register", null, new { username = handle, password = Password, auth = new { type = "m.login.dummy" } });
        var proof = new { type = "m.login.password", identifier = new { type = "m.id.user", user = handle }, password = Password };
        var link = await Good(http, "/_matrix/client/unstable/org.teahouse/wallet/link", chat.GetProperty("access_token").GetString(), new { auth = proof });
        var given = await Good(http, "/pay/v1/sign-in/link", null, new { token = link.GetProperty("link_token").GetString() });
        return new(http, handle, given.GetProperty("token").GetString()!);
    }

    /// <summary>What has to succeed.</summary>
    public Task<JsonElement> Post(string path, object body, Guid? key = null) => Good(http, $"/pay/v1/{path}", token, body, key);

    /// <summary>Hears what happens, from hello on, for as long as the answer is kept.</summary>
    public async Task<(HttpResponseMessage Answer, Stream Body)> Listen() {
        using var request = Request(http, HttpMethod.Get, "/pay/v1/events", token);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (answer.EnsureSuccessStatusCode(), await answer.Content.ReadAsStreamAsync());
    }

    private static async Task<JsonElement> Good(HttpClient http, string path, string? token, object body, Guid? key = null) {
        using var request = Request(http, HttpMethod.Post, path, token);
        request.Content = JsonContent.Create(body);
        if (key is { } once) request.Headers.Add("Idempotency-Key", once.ToString());
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text.Length == 0 ? "{}" : text);
    }

    private static HttpRequestMessage Request(HttpClient http, HttpMethod method, string path, string? token) {
        var request = new HttpRequestMessage(method, path);
        if (path.StartsWith("/pay", StringComparison.Ordinal)) request.Headers.Host = $"pay.localhost:{http.BaseAddress!.Port}";
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return request;
    }
}
