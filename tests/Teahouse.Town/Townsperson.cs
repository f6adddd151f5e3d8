using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Teahouse.Town;

/// <summary>Somebody with a device, as a test acts through them: plain Matrix over HTTP.</summary>
public sealed class Townsperson : IDisposable {
    private readonly HttpClient http;

    private Townsperson(HttpClient http, string userId, string deviceId, string accessToken) =>
        (this.http, UserId, DeviceId, AccessToken) = (http, userId, deviceId, accessToken);

    public string UserId { get; }

    public string DeviceId { get; }

    public string AccessToken { get; }

    /// <summary>Registers somebody.</summary>
    public static async Task<Townsperson> Register(ITown server, string handle, CancellationToken stop) {
        using var anyone = server.Client();
        using var answer = await anyone.PostAsJsonAsync("/_matrix/client/v3/register",
            new { username = handle, password = PasswordOf(handle), auth = new { type = "m.login.dummy" } }, stop);
        return Of(server, await Body(answer, stop));
    }

    /// <summary>Signs somebody in on another device.</summary>
    public static async Task<Townsperson> SignIn(ITown server, string handle, CancellationToken stop) {
        using var anyone = server.Client();
        using var answer = await anyone.PostAsJsonAsync("/_matrix/client/v3/login",
            new { type = "m.login.password", identifier = new { type = "m.id.user", user = handle }, password = PasswordOf(handle) }, stop);
        return Of(server, await Body(answer, stop));
    }

    /// <summary>The same person on the same device, at another server.</summary>
    public static Townsperson Of(ITown server, Townsperson person) => new(server.Client(person.AccessToken), person.UserId, person.DeviceId, person.AccessToken);

    /// <summary>The password that <see cref="Register"/> gives.</summary>
    public static string PasswordOf(string handle) => $"tea for {handle}, please";

    /// <summary>Sends a request; the body of the answer, which must be a success.</summary>
    public async Task<JsonElement> Call(string method, string path, object? body = null, CancellationToken stop = default) {
        using var answer = await Send(method, path, body, stop);
        return await Body(answer, stop);
    }

    /// <summary>Sends a request that is to be refused.</summary>
    /// <returns>Status and errcode.</returns>
    public async Task<(HttpStatusCode Status, string? Code)> Refused(string method, string path, object? body = null, CancellationToken stop = default) {
        using var answer = await Send(method, path, body, stop);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(stop);
        return (answer.StatusCode, json.TryGetProperty("errcode", out var code) ? code.GetString() : null);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">GET, PUT, POST or DELETE.</param>
    /// <param name="path">After <c>/_matrix/client/v3</c>, or whole when it begins with <c>/_matrix</c> or <c>/people</c>.</param>
    /// <param name="body">The body as JSON, or as it is when it is a string.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<HttpResponseMessage> Send(string method, string path, object? body, CancellationToken stop) {
        var whole = path.StartsWith("/_matrix", StringComparison.Ordinal) || path.StartsWith("/people", StringComparison.Ordinal) ? path : "/_matrix/client/v3" + path;
        using var request = new HttpRequestMessage(new(method), whole);
        if (body is not null) request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
        return await http.SendAsync(request, stop);
    }

    /// <summary>Makes a room.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateRoom(object body, CancellationToken stop) =>
        (await Call("POST", "/createRoom", body, stop)).GetProperty("room_id").GetString()!;

    /// <summary>Says something, once per transaction id.</summary>
    /// <returns>The event's id.</returns>
    public async Task<string> Say(string roomId, string text, string transactionId, CancellationToken stop) =>
        (await Call("PUT", $"/rooms/{Uri.EscapeDataString(roomId)}/send/m.room.message/{transactionId}", new { msgtype = "m.text", body = text }, stop))
            .GetProperty("event_id").GetString()!;

    /// <summary>Syncs once.</summary>
    public Task<JsonElement> Sync(string? since, int waitMilliseconds, CancellationToken stop, string? filter = null) =>
        Call("GET", $"/sync?timeout={waitMilliseconds}{(since is null ? "" : $"&since={since}")}{(filter is null ? "" : $"&filter={Uri.EscapeDataString(filter)}")}", null, stop);

    public void Dispose() => http.Dispose();

    /// <summary>Whom a register or login answer lets in.</summary>
    public static Townsperson Of(ITown server, JsonElement session) {
        var token = session.GetProperty("access_token").GetString()!;
        return new(server.Client(token), session.GetProperty("user_id").GetString()!, session.GetProperty("device_id").GetString()!, token);
    }

    private static async Task<JsonElement> Body(HttpResponseMessage answer, CancellationToken stop) {
        var text = await answer.Content.ReadAsStringAsync(stop);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{(int)answer.StatusCode}: {text}", null, answer.StatusCode);
        return JsonDocument.Parse(text).RootElement;
    }
}
