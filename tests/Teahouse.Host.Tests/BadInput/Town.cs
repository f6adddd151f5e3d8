using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>Who and what there is, so that bad requests can be nearly good: people in rooms who have said something.</summary>
internal sealed class Town {
    private static readonly string[] Handles = ["ann", "ben", "cat"];

    private readonly HttpClient http;
    private readonly Resident[] people = new Resident[Handles.Length];
    private readonly List<string> rooms = [];
    private readonly List<string> events = [];
    private readonly List<string> media = [];
    private readonly List<string> positions = [];
    private int generation;

    private Town(HttpClient http) => this.http = http;

    /// <summary>An alias of the first room.</summary>
    public string Alias { get; private set; } = "";

    /// <summary>A token that was good once.</summary>
    public string RevokedToken { get; private set; } = "";

    /// <summary>Somebody who is in no room.</summary>
    public Resident Stranger { get; private set; } = null!;

    public static async Task<Town> Settle(HttpClient http, CancellationToken stop) {
        var town = new Town(http);
        town.Stranger = await town.Register("stranger", stop);
        var gone = await town.Register("gone", stop);
        await town.Call(gone, HttpMethod.Post, "/_matrix/client/v3/logout", new { }, stop);
        town.RevokedToken = gone.Token;
        for (var i = 0; i < Handles.Length; i++) town.people[i] = await town.Register(Handles[i], stop);
        return town;
    }

    public Resident Person(Random random) => people[random.Next(people.Length)];

    public string Room(Random random) => rooms[random.Next(rooms.Count)];

    public string Event(Random random) => events[random.Next(events.Count)];

    public string Media(Random random) => media[random.Next(media.Count)];

    public string Position(Random random) => positions[random.Next(positions.Count)];

    /// <summary>If somebody's token no longer works (they signed out, or left for good), somebody new takes their place in the rooms.</summary>
    public async Task ReplaceIfGone(Resident somebody, CancellationToken stop) {
        var at = Array.FindIndex(people, p => p.Token == somebody.Token);
        if (at < 0) return;
        using var answer = await Try(somebody, HttpMethod.Get, "/_matrix/client/v3/account/whoami", null, stop);
        if (answer.StatusCode != HttpStatusCode.Unauthorized) return;
        people[at] = await Register($"{Handles[at]}{++generation}", stop);
        foreach (var room in rooms) await Try(people[at], HttpMethod.Post, $"/_matrix/client/v3/join/{Uri.EscapeDataString(room)}", new { }, stop);
    }

    /// <summary>That two people still hear each other in a new room: the server serves.</summary>
    public async Task<bool> Talks(CancellationToken stop) {
        var (mei, li) = (await Register($"mei{++generation}", stop), await Register($"li{generation}", stop));
        var room = (await Call(mei, HttpMethod.Post, "/_matrix/client/v3/createRoom", new { preset = "public_chat" }, stop)).GetProperty("room_id").GetString()!;
        await Call(li, HttpMethod.Post, $"/_matrix/client/v3/join/{Uri.EscapeDataString(room)}", new { }, stop);
        var said = await Say(mei, room, "still here?", stop);
        var heard = await Call(li, HttpMethod.Get, "/_matrix/client/v3/sync?timeout=0", null, stop);
        return heard.GetProperty("rooms").GetProperty("join").GetProperty(room).GetProperty("timeline").GetProperty("events")
            .EnumerateArray().Any(e => e.GetProperty("event_id").GetString() == said);
    }

    /// <summary>
    /// New rooms with everybody in them; those from before are forgotten. Anybody may have been signed out: whoever has a password signs
    /// in to their device anew, or changes the password, in a request that bears another's token or none.
    /// </summary>
    public async Task MakeRooms(CancellationToken stop) {
        foreach (var somebody in people.ToList()) await ReplaceIfGone(somebody, stop);
        foreach (var list in new[] { rooms, events, media, positions }) list.Clear();
        var (ann, powers) = (people[0], new { users = new Dictionary<string, int> { [people[0].UserId] = 100, [people[1].UserId] = 50 } });
        foreach (var version in new[] { "11", "12" }) {
            rooms.Add((await Call(ann, HttpMethod.Post, "/_matrix/client/v3/createRoom", new {
                preset = "public_chat", room_version = version, room_alias_name = version == "11" ? $"tea{++generation}" : null,
                power_level_content_override = version == "11" ? powers : null,
            }, stop)).GetProperty("room_id").GetString()!);
        }
        Alias = $"#tea{generation}:localhost";
        foreach (var room in rooms) {
            foreach (var other in people.Skip(1)) await Call(other, HttpMethod.Post, $"/_matrix/client/v3/join/{Uri.EscapeDataString(room)}", new { }, stop);
            foreach (var somebody in people) events.Add(await Say(somebody, room, "tea?", stop));
        }
        for (var n = 0; n < 2; n++) {
            using var request = Request(ann, HttpMethod.Post, "/_matrix/media/v3/upload");
            request.Content = new ByteArrayContent("tea"u8.ToArray());
            using var answer = await http.SendAsync(request, stop);
            media.Add((await Body(answer, stop)).GetProperty("content_uri").GetString()!.Split('/')[^1]);
        }
        positions.Add((await Call(ann, HttpMethod.Get, "/_matrix/client/v3/sync?timeout=0", null, stop)).GetProperty("next_batch").GetString()!);
        var page = await Call(ann, HttpMethod.Get, $"/_matrix/client/v3/rooms/{Uri.EscapeDataString(rooms[0])}/messages?dir=b&limit=2", null, stop);
        positions.Add(page.GetProperty("end").GetString()!);
    }

    private async Task<Resident> Register(string handle, CancellationToken stop) {
        using var answer = await http.PostAsJsonAsync("/_matrix/client/v3/register",
            new { username = handle, password = $"tea for {handle}, please", auth = new { type = "m.login.dummy" } }, stop);
        var session = await Body(answer, stop);
        var somebody = new Resident(session.GetProperty("user_id").GetString()!, session.GetProperty("device_id").GetString()!, session.GetProperty("access_token").GetString()!, "");
        return somebody with { Wallet = await OpenWallet(somebody, $"tea for {handle}, please", stop) };
    }

    private async Task<string> OpenWallet(Resident somebody, string password, CancellationToken stop) {
        var link = await Call(somebody, HttpMethod.Post, "/_matrix/client/unstable/org.teahouse/wallet/link", new { auth = new { type = "m.login.password", password } }, stop);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/pay/v1/sign-in/link") { Content = JsonContent.Create(new { token = link.GetProperty("link_token").GetString() }) };
        request.Headers.Host = $"pay.localhost:{http.BaseAddress!.Port}";
        using var answer = await http.SendAsync(request, stop);
        return (await Body(answer, stop)).GetProperty("token").GetString()!;
    }

    private async Task<string> Say(Resident somebody, string room, string text, CancellationToken stop) =>
        (await Call(somebody, HttpMethod.Put, $"/_matrix/client/v3/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/{++generation}",
            new { msgtype = "m.text", body = text }, stop)).GetProperty("event_id").GetString()!;

    private async Task<JsonElement> Call(Resident somebody, HttpMethod method, string path, object? body, CancellationToken stop) {
        using var answer = await Try(somebody, method, path, body, stop);
        return await Body(answer, stop);
    }

    private async Task<HttpResponseMessage> Try(Resident somebody, HttpMethod method, string path, object? body, CancellationToken stop) {
        using var request = Request(somebody, method, path);
        if (body is not null) request.Content = JsonContent.Create(body, options: WithoutNulls);
        return await http.SendAsync(request, stop);
    }

    private static readonly JsonSerializerOptions WithoutNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static HttpRequestMessage Request(Resident somebody, HttpMethod method, string path) =>
        new(method, path) { Headers = { Authorization = new("Bearer", somebody.Token) } };

    private static async Task<JsonElement> Body(HttpResponseMessage answer, CancellationToken stop) {
        var text = await answer.Content.ReadAsStringAsync(stop);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text, new() { MaxDepth = Siege.AnswerDepthMax }) : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}");
    }
}

/// <summary>Somebody with a device.</summary>
internal sealed record Resident(string UserId, string DeviceId, string Token, string Wallet);
