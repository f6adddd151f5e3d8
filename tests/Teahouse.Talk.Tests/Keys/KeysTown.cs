using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.Sync;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Keys;

/// <summary>One server process per kind of database, with people who sign in as anybody does; shared by the tests about keys.</summary>
public sealed class KeysTown : IAsyncLifetime {
    private readonly Dictionary<DatabaseKind, TownServer> servers = [];
    private readonly Dictionary<DatabaseKind, Database> databases = [];
    private int people;

    public async ValueTask InitializeAsync() {
        foreach (var kind in Enum.GetValues<DatabaseKind>()) {
            var server = servers[kind] = await TownServer.Start(kind, "--rate-limits", "off");
            databases[kind] = await Database.Open(
                server.Folder, server.ConnectionString, [PeopleModule.Migrations, TalkModule.Migrations], TimeProvider.System, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync() {
        foreach (var database in databases.Values) await database.DisposeAsync();
        foreach (var server in servers.Values) await server.DisposeAsync();
    }

    /// <summary>The server's database, opened beside it.</summary>
    internal Database DatabaseOf(DatabaseKind kind) => databases[kind];

    /// <summary>A new person with a signed-in device.</summary>
    internal Task<Device> Register(DatabaseKind kind) => Device.Register(servers[kind], $"person{Interlocked.Increment(ref people)}");

    /// <summary>What a part of a sync says to a device.</summary>
    internal async Task<SyncAnswer> Sync(DatabaseKind kind, ISyncPart part, Device device, long since = 0) {
        var answer = new SyncAnswer();
        var person = await PersonOf(kind, device);
        await databases[kind].Read(async c => {
            await part.Read(c, SyncWindows.Of(person, since, await Database.LastPosition(c)), answer);
            return true;
        }, CancellationToken.None);
        return answer;
    }

    internal Task<long> Position(DatabaseKind kind) => databases[kind].Read(Database.LastPosition, CancellationToken.None);

    /// <summary>Lets two people share a room.</summary>
    internal async Task ShareRoom(DatabaseKind kind, Device one, Device other) {
        var room = PersonId.New().Value;
        foreach (var device in new[] { one, other }) {
            var person = await PersonOf(kind, device);
            await databases[kind].Write(new Write(1, pos => [Statement.Do(
                "INSERT INTO talk_member (room, user_id, person, membership, event_pos) VALUES (@room, @user, @person, 'join', @pos)",
                ("room", room), ("user", device.UserId), ("person", person.Id.Value), ("pos", pos))]));
        }
    }

    private async Task<Person> PersonOf(DatabaseKind kind, Device device) {
        var handle = device.UserId[1..device.UserId.IndexOf(':', StringComparison.Ordinal)];
        return await databases[kind].Read(async c => {
            await using var command = c.CreateCommand();
            command.CommandText = $"SELECT person FROM people_person WHERE handle = '{handle}'";
            return new Person(new((long)(await command.ExecuteScalarAsync())!), device.UserId, device.Id, IsSuspended: false);
        }, CancellationToken.None);
    }
}

/// <summary>The tests about keys share their servers.</summary>
[CollectionDefinition(Name)]
public sealed class KeysTownTests : ICollectionFixture<KeysTown> {
    public const string Name = "keys town";
}

/// <summary>A signed-in device, with the key it signs with.</summary>
internal sealed class Device {
    private readonly TownServer server;
    private readonly HttpClient http;
    private readonly string handle;

    private Device(TownServer server, string handle, JsonNode session) {
        (this.server, this.handle) = (server, handle);
        (UserId, Id) = ((string)session["user_id"]!, (string)session["device_id"]!);
        http = server.Client((string)session["access_token"]!);
        Key = new(UserId, Id);
    }

    public string UserId { get; }

    public string Id { get; }

    public TestKey Key { get; private set; }

    public string Password => $"the password of {handle}";

    public JsonObject Proof => new() {
        ["type"] = "m.login.password",
        ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = UserId },
        ["password"] = Password,
    };

    public static async Task<Device> Register(TownServer server, string handle) {
        using var anybody = server.Client();
        using var answer = await anybody.PostAsJsonAsync("/_matrix/client/v3/register", new {
            username = handle, password = $"the password of {handle}", auth = new { type = "m.login.dummy" },
        });
        return new(server, handle, await Checked(answer));
    }

    /// <summary>Another device of the same person.</summary>
    public async Task<Device> SignInAgain() {
        using var anybody = server.Client();
        using var answer = await anybody.PostAsJsonAsync("/_matrix/client/v3/login", new {
            type = "m.login.password", identifier = new { type = "m.id.user", user = handle }, password = Password,
        });
        return new(server, handle, await Checked(answer));
    }

    /// <summary>The device loses its keys and makes others.</summary>
    public void ForgetKeys() => Key = new(UserId, Id);

    /// <summary>The device's identity keys, signed.</summary>
    public JsonObject Keys() => Key.Sign(new() {
        ["user_id"] = UserId,
        ["device_id"] = Id,
        ["algorithms"] = new JsonArray("m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"),
        ["keys"] = new JsonObject { [$"curve25519:{Id}"] = Key.Public, [Key.KeyId] = Key.Public },
    });

    public Task<JsonNode> UploadKeys() => Do("POST", "/keys/upload", new JsonObject { ["device_keys"] = Keys() });

    /// <summary>Uploads one-time keys of these names.</summary>
    public Task<JsonNode> UploadOneTimeKeys(params IEnumerable<string> ids) =>
        Do("POST", "/keys/upload", new JsonObject { ["one_time_keys"] = new JsonObject(ids.Select(id => KeyValuePair.Create($"signed_curve25519:{id}", (JsonNode?)OneTimeKey(id)))) });

    public JsonObject OneTimeKey(string id) => Key.Sign(new() { ["key"] = $"key of {Id} {id}" });

    /// <summary>Claims a one-time key of a device.</summary>
    /// <returns>The key's id, or null.</returns>
    public async Task<string?> Claim(Device device) {
        var answer = await Do("POST", "/keys/claim", new JsonObject {
            ["one_time_keys"] = new JsonObject { [device.UserId] = new JsonObject { [device.Id] = "signed_curve25519" } },
        });
        var keys = answer["one_time_keys"]![device.UserId]?[device.Id]?.AsObject();
        return keys is null ? null : Assert.Single(keys).Key["signed_curve25519:".Length..];
    }

    public Task<JsonNode> Query(params IEnumerable<Device> devices) => Do("POST", "/keys/query", new JsonObject {
        ["device_keys"] = new JsonObject(devices.Select(d => d.UserId).Distinct().Select(u => KeyValuePair.Create(u, (JsonNode?)new JsonArray()))),
    });

    /// <summary>A call that must succeed.</summary>
    public async Task<JsonNode> Do(string method, string path, JsonNode? body = null) {
        using var answer = await Send(method, path, body?.ToJsonString());
        return await Checked(answer);
    }

    /// <summary>A call that must be refused.</summary>
    public async Task<JsonNode> Refused(int status, string? code, string method, string path, JsonNode? body = null) =>
        await Refused(status, code, method, path, body?.ToJsonString());

    public async Task<JsonNode> Refused(int status, string? code, string method, string path, string? body) {
        using var answer = await Send(method, path, body);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{method} {path} {body}: {(int)answer.StatusCode} {said}");
        var json = JsonNode.Parse(said)!;
        Assert.Equal(code, (string?)json["errcode"]);
        return json;
    }

    private async Task<HttpResponseMessage> Send(string method, string path, string? body) {
        using var request = new HttpRequestMessage(new(method), path.StartsWith("/_matrix", StringComparison.Ordinal) ? path : "/_matrix/client/v3" + path);
        if (body is not null) request.Content = new StringContent(body);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> Checked(HttpResponseMessage answer) {
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {said}");
        return JsonNode.Parse(said)!;
    }
}
