using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.House;

/// <summary>Somebody with an access token and a connection of their own.</summary>
internal sealed record Resident(string UserId, string Token, Connection Line);

/// <summary>The real server in a process of its own, pinned, on an empty data folder, with people and rooms in it.</summary>
internal sealed class BenchHouse : IAsyncDisposable {
    private const string V3 = "/_matrix/client/v3";
    private const int RegisteringAtOnce = 8;

    private readonly string program;
    private readonly string folder;
    private readonly string[] arguments;
    private readonly string[] where;
    private int residents;

    private BenchHouse(string program, string folder, int port, string[] where) {
        (this.program, this.folder, Port) = (program, folder, port);
        this.where = ["--data", folder, "--keys", Path.Combine(folder, "teahouse.keys"), .. where];
        arguments = ["serve", "--urls", $"http://127.0.0.1:{port}", "--registration", "open", "--rate-limits", "off", .. this.where];
        Process = Pinned.Start(program, arguments);
    }

    public int Port { get; }

    public Process Process { get; private set; }

    public static async Task<BenchHouse> Open(string program, string? database) {
        var folder = Directory.CreateTempSubdirectory("teahouse-bench-").FullName;
        var port = Pinned.FreePort();
        string[] where = database is null ? [] : ["--database", database];
        var house = new BenchHouse(program, folder, port, where);
        await Pinned.Answers(port, house.Process);
        return house;
    }

    /// <summary>Another process goes on; connections to the last one are gone.</summary>
    public async Task Restart() {
        await End();
        Process = Pinned.Start(program, arguments);
        await Pinned.Answers(Port, Process);
    }

    /// <summary>A command of the operator's beside the running server, which has to succeed.</summary>
    public async Task Command(params string[] words) {
        using var command = Pinned.Start(program, [.. words, .. where]);
        await command.WaitForExitAsync();
        if (command.ExitCode != 0) throw new InvalidOperationException($"'{string.Join(' ', words)}' ended with {command.ExitCode}.");
    }

    /// <summary>Bytes on disk of everything the house keeps.</summary>
    public long BytesOnDisk => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <summary>Takes new people in.</summary>
    public async Task<Resident[]> Take(int count) {
        var taken = new Resident[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = RegisteringAtOnce }, async (i, _) => {
            var handle = $"bench{Interlocked.Increment(ref residents)}";
            var line = await Connection.Open(Port);
            var body = JsonSerializer.SerializeToUtf8Bytes(new { username = handle, password = "a kettle, two cups", auth = new { type = "m.login.dummy" } });
            using var answer = await Json(line, Connection.Request("POST", $"{V3}/register", null, body));
            taken[i] = new(answer.RootElement.GetProperty("user_id").GetString()!, answer.RootElement.GetProperty("access_token").GetString()!, line);
        });
        return taken;
    }

    /// <summary>A private room with these people in it, the first of whom made it.</summary>
    public async Task<string> Room(params Resident[] people) {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { preset = "private_chat", invite = people[1..].Select(p => p.UserId) });
        using var made = await Json(people[0].Line, Connection.Request("POST", $"{V3}/createRoom", people[0].Token, body));
        var room = made.RootElement.GetProperty("room_id").GetString()!;
        foreach (var guest in people[1..]) {
            using var joined = await Json(guest.Line, Connection.Request("POST", $"{V3}/join/{Uri.EscapeDataString(room)}", guest.Token, "{}"u8));
        }
        return room;
    }

    /// <summary>A message of about 300 bytes, as an encrypted one is.</summary>
    public static byte[] Message(string room, string token, string transaction) => Connection.Request(
        "PUT", $"{V3}/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/{transaction}", token, Body(transaction));

    /// <summary>The body alone.</summary>
    public static byte[] Body(string text) => Encoding.UTF8.GetBytes($$"""{"msgtype":"m.text","body":"{{text}} {{new string('x', 240)}}"}""");

    /// <summary>Where a first sync ends.</summary>
    public static async Task<string> SyncedTo(Resident person, Connection line) {
        using var first = await Json(line, SyncRequest(person, null, 0));
        return first.RootElement.GetProperty("next_batch").GetString()!;
    }

    /// <summary>A sync that waits.</summary>
    public static byte[] SyncRequest(Resident person, string? since, int timeoutMs) => Connection.Request(
        "GET", since is null ? $"{V3}/sync" : string.Create(CultureInfo.InvariantCulture, $"{V3}/sync?since={since}&timeout={timeoutMs}"), person.Token, []);

    /// <summary>A request that has to succeed.</summary>
    public static async Task<JsonDocument> Json(Connection line, byte[] request) {
        var answer = await line.Exchange(request);
        if (answer.Status != 200) throw new InvalidOperationException($"{answer.Status}: {Encoding.UTF8.GetString(answer.Body.Span)}");
        return JsonDocument.Parse(Unchunked(answer.Body.Span));
    }

    public async ValueTask DisposeAsync() {
        await End();
        Directory.Delete(folder, recursive: true);
    }

    private async Task End() {
        Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    /// <summary>The body without the sizes of its chunks, where it came in chunks.</summary>
    private static byte[] Unchunked(ReadOnlySpan<byte> body) {
        if (body.Length == 0 || body[0] == '{') return body.ToArray();
        var whole = new List<byte>();
        while (body.IndexOf("\r\n"u8) is var end and > 0) {
            var size = int.Parse(Encoding.ASCII.GetString(body[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            whole.AddRange(body.Slice(end + 2, size));
            body = body[(end + 2 + size + 2)..];
        }
        return [.. whole];
    }
}
