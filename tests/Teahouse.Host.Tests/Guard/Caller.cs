using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Teahouse.Host.Tests.Guard;

/// <summary>Somebody with a device, or nobody: sends requests and hands back the whole answer.</summary>
internal sealed record Caller(HttpClient Http, string UserId, string DeviceId, string Token, string Password) {
    /// <summary>Who has not signed in.</summary>
    public static Caller Nobody(HttpClient http) => new(http, "", "", "", "");

    public static async Task<Caller> Register(HttpClient http, string handle, bool refreshes = false) {
        var password = $"tea for {handle}, please";
        using var answer = await http.PostAsJsonAsync("/_matrix/client/v3/register",
            new { username = handle, password, refresh_token = refreshes, auth = new { type = "m.login.dummy" } }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return new(http, session.GetProperty("user_id").GetString()!, session.GetProperty("device_id").GetString()!, session.GetProperty("access_token").GetString()!, password);
    }

    /// <summary>The answer of user-interactive auth.</summary>
    public object Proof => new { type = "m.login.password", identifier = new { type = "m.id.user", user = UserId }, password = Password };

    public Task<Heard> Send(Door door, string target, object? body = null) => Send(door.Method, target, body);

    public async Task<Heard> Send(string method, string target, object? body = null, params (string Name, string Value)[] headers) {
        using var request = new HttpRequestMessage(new(method), target);
        if (Token.Length > 0) request.Headers.Authorization = new("Bearer", Token);
        // Names below localhost lead nowhere in .NET: who calls from outside a browser says whose address it is.
        if (target.StartsWith("/pay", StringComparison.OrdinalIgnoreCase)) request.Headers.Host = $"pay.localhost:{Http.BaseAddress!.Port}";
        if (headers.FirstOrDefault(h => h.Name == "Host").Value is { } host) request.Headers.Host = host;
        foreach (var (name, value) in headers.Where(h => h.Name != "Host")) request.Headers.TryAddWithoutValidation(name, value);
        if (body is byte[] bytes) request.Content = new ByteArrayContent(bytes);
        else if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode < 500, $"{method} {target}: {answer.StatusCode}");
        return new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Something that succeeds.</summary>
    public async Task<JsonElement> Do(string method, string path, object? body = null) {
        var heard = await Send(method, path.StartsWith('/') ? path : "/_matrix/client/v3/" + path, body);
        return heard.Status < 300 ? JsonElement.Parse(heard.Body.Length > 0 ? heard.Body : "{}")
            : throw new InvalidOperationException($"{method} {path}: {heard.Status} {heard.Body}");
    }
}

/// <summary>An answer.</summary>
internal sealed record Heard(int Status, string Body, IReadOnlyDictionary<string, string> Headers) {
    public JsonElement Json => JsonElement.Parse(Body);

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    /// <summary>The errcode of Matrix or the code of our own API.</summary>
    public string? Code => Body.StartsWith('{') && JsonElement.Parse(Body) is var json
        && (json.TryGetProperty("errcode", out var code) || json.TryGetProperty("code", out code)) ? code.GetString() : null;
}
