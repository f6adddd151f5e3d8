using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Teahouse.Host.Backup.Age;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Backup;

/// <summary>A house with people, rooms, ciphertext, media and keys in it, to be backed up.</summary>
internal sealed class BackedUpHouse : IAsyncDisposable {
    private readonly TemporaryFolder folder = new();

    private BackedUpHouse(TownServer server, Townsperson mei, Townsperson li, string roomId) => (Server, Mei, Li, RoomId) = (server, mei, li, roomId);

    public TownServer Server { get; }

    public Townsperson Mei { get; }

    public Townsperson Li { get; }

    public string RoomId { get; }

    /// <summary>Media by their ids.</summary>
    public Dictionary<string, byte[]> Media { get; } = [];

    /// <summary>The file that backups of it are written to.</summary>
    public string File => Path.Combine(folder.Path, "tea.age");

    /// <summary>The private key that opens them.</summary>
    public string Identity => Path.Combine(folder.Path, "identity");

    /// <summary>The public key that they are sealed to.</summary>
    public string Recipient { get; private set; } = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<BackedUpHouse> Build(DatabaseKind kind) {
        var server = await TownServer.Start(kind, "--rate-limits", "off");
        var mei = await Townsperson.Register(server, "mei", Stop);
        var li = await Townsperson.Register(server, "li", Stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId }, name = "“Tea” 茶\n" }, Stop);
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(roomId)}/join", new { }, Stop);
        var house = new BackedUpHouse(server, mei, li, roomId);
        await house.Furnish();
        var (exit, recipient, errors) = await TownServer.Run("backup-key", house.Identity);
        Assert.True(exit == 0, errors);
        house.Recipient = recipient.Trim();
        return house;
    }

    /// <summary>Makes the backup.</summary>
    public async Task<string> BackUp() {
        var (exit, output, errors) = await Server.Command("backup", File, "--recipient", Recipient);
        Assert.True(exit == 0, errors);
        return output.Trim();
    }

    /// <summary>Restores the backup.</summary>
    public Task<(int Exit, string Output, string Errors)> Restore(TestDatabase into) =>
        TownServer.Run(["restore", File, "--identity", Identity, .. TownServer.Where(into)]);

    /// <summary>Restores the backup inside this process.</summary>
    /// <returns>Why it was refused; null when it was not.</returns>
    public async Task<string?> TryRestore(TestDatabase into, string? identity = null) {
        using var key = AgeIdentity.Parse(identity ?? (await System.IO.File.ReadAllLinesAsync(Identity, Stop))[1]);
        try {
            await Host.Backup.Restore.Run(Settings(into), File, [key], TimeProvider.System, Stop);
            return null;
        } catch (StartRefusedException refusal) {
            return refusal.Message;
        }
    }

    private static HouseSettings Settings(TestDatabase database) {
        var where = TownServer.Where(database);
        return SettingsReader.Read(SettingsSources.Read(database.Folder, where.Chunk(2).Select(pair => KeyValuePair.Create<string, string?>(
            Setting.All.Single(s => s.Option == pair[0]).Key, pair[1]))));
    }

    /// <summary>Every message in the room, oldest first, whole.</summary>
    public static async Task<List<string>> Messages(Townsperson reader, string roomId) {
        var (all, from) = (new List<string>(), "");
        while (true) {
            var page = await reader.Call("GET", $"/rooms/{Uri.EscapeDataString(roomId)}/messages?dir=f&limit=100{from}", null, Stop);
            foreach (var one in page.GetProperty("chunk").EnumerateArray()) all.Add(WithoutAge(one));
            if (!page.TryGetProperty("end", out var end)) return all;
            from = $"&from={end.GetString()}";
        }
    }

    /// <summary>An event as JSON, but for its age, which grows.</summary>
    public static string WithoutAge(JsonElement one) {
        var node = System.Text.Json.Nodes.JsonNode.Parse(one.GetRawText())!.AsObject();
        node["unsigned"]?.AsObject().Remove("age");
        return node.ToJsonString();
    }

    public async ValueTask DisposeAsync() {
        Mei.Dispose();
        Li.Dispose();
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private async Task Furnish() {
        for (var n = 0; n < 30; n++) await Mei.Say(RoomId, $"{n} 🍵 “{new string('茶', n)}”\n", $"first{n}", Stop);
        for (var n = 0; n < 10; n++) {
            await Li.Call("PUT", $"/rooms/{Uri.EscapeDataString(RoomId)}/send/m.room.encrypted/c{n}",
                new { algorithm = "m.megolm.v1.aes-sha2", session_id = $"s{n}", ciphertext = Convert.ToBase64String(new byte[900]) }, Stop);
        }
        await Mei.Call("PUT", $"/user/{Mei.UserId}/account_data/org.example.list", new { list = new object?[] { 1, null, "two" } }, Stop);
        foreach (var bytes in (int[])[0, 1, 70_000, 3_000_000]) await Upload(bytes);
        await GivePasskey();
    }

    private async Task Upload(int bytes) {
        using var client = Server.Client(Mei.AccessToken);
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        using var body = new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await client.PostAsync("/_matrix/media/v3/upload", body, Stop);
        var uri = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("content_uri").GetString()!;
        Media[uri.Split('/')[^1]] = content;
    }

    private async Task GivePasskey() {
        await using var database = await Database.Open(Server.Folder, Server.ConnectionString, [], TimeProvider.System, Stop);
        await database.Write(new Write(Statement.Do(
            """
            INSERT INTO people_passkey (credential, id, person, name, public_key, sign_count, transports, flags, created_at, used_at)
            SELECT @credential, 'p', person, 'the phone', @key, 7, '["usb"]', 5, 1, NULL FROM people_device LIMIT 1
            """, ("credential", new byte[] { 0, 1, 255 }), ("key", new byte[77]))), Stop);
    }
}
