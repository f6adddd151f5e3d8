using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>One bad request after the other, each judged by its answer.</summary>
internal sealed class Siege(AttackedHouse house, HttpClient http, Town town, int seed) {
    // A body beyond what the server still takes in is cut off, and who sends it sees a broken connection or the answer.
    private const int CutOffBytes = 1 << 20;
    // What the strictest parser of a widespread client reads (Rust's serde_json); what people may send lies deeper in an answer.
    public const int AnswerDepthMax = 128;
    private static readonly string[] Ours = ["/_matrix", "/people", "/pay", "/.well-known/matrix"];

    // The town is torn down by what is allowed: people leave, ban each other and close their rooms.
    private const int RoundsUntilNewRooms = 4;
    private const int RoundsUntilUnserved = 8;

    private readonly IReadOnlyList<Operation> served = [.. Operation.All.Where(house.Serves)];
    private readonly SortedDictionary<int, int> statuses = [];
    private int requests;

    public Town Town => town;

    /// <summary>What was sent and answered.</summary>
    public string Told => $"seed {seed}, {requests} requests, answers {string.Join(", ", statuses.Select(s => $"{s.Key}: {s.Value}"))}";

    public async Task GoOn(TimeSpan howLong, CancellationToken stop) {
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < howLong; round++) {
            if (round % RoundsUntilNewRooms == 0) await town.MakeRooms(stop);
            foreach (var operation in round % RoundsUntilUnserved == 0 ? Operation.All : served) {
                if (clock.Elapsed < howLong) await Try(operation, stop);
            }
        }
    }

    private async Task Try(Operation operation, CancellationToken stop) {
        var random = new Random(unchecked((seed * 1_000_003) + requests++));
        var attack = Attack.Think(operation, town, random);
        try {
            await Send(attack, await house.Rows(stop), stop);
        } catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested) {
            throw new InvalidOperationException($"Seed {seed}, request {requests}: {e.Message}\n{attack}\n{string.Join('\n', house.Errors)}", e);
        }
    }

    private async Task Send(Attack attack, string before, CancellationToken stop) {
        try {
            using var answer = await Answer(attack, stop);
            // A stream does not end by itself: that it begins is its answer.
            var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? [] : await answer.Content.ReadAsByteArrayAsync(stop);
            statuses[(int)answer.StatusCode] = statuses.GetValueOrDefault((int)answer.StatusCode) + 1;
            Judge(attack, answer, body);
            if (!answer.IsSuccessStatusCode) Assert.Equal(before, await house.Rows(stop));
            else if (attack.Sender is { } sender && attack.Operation.Method != "GET") await town.ReplaceIfGone(sender, stop);
        } catch (HttpRequestException) when (attack.Body?.Length > CutOffBytes) {
            statuses[0] = statuses.GetValueOrDefault(0) + 1;
        }
    }

    // A server may close a connection that it has answered on, for instance because it was left with the rest of a body: what was just
    // being sent on it goes once more on another.
    private async Task<HttpResponseMessage> Answer(Attack attack, CancellationToken stop) {
        try {
            return await http.SendAsync(attack.Request(house.Address), HttpCompletionOption.ResponseHeadersRead, stop);
        } catch (HttpRequestException e) when (e.InnerException is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException) {
            return await http.SendAsync(attack.Request(house.Address), HttpCompletionOption.ResponseHeadersRead, stop);
        }
    }

    private void Judge(Attack attack, HttpResponseMessage answer, byte[] body) {
        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}: {Encoding.UTF8.GetString(body)}");
        Assert.Empty(house.Errors);
        var media = answer.Content.Headers.ContentType?.MediaType;
        var json = media is "application/json" or "application/problem+json" ? JsonElement.Parse(body, new() { MaxDepth = AnswerDepthMax }) : default;
        if ((int)answer.StatusCode < 400 || !IsOurs(attack) || IsHttpsOwn(answer, body)) return;
        // Whoever must prove who they are is told how, in Matrix' form in our own API too.
        if (answer.StatusCode == HttpStatusCode.Unauthorized && json.ValueKind == JsonValueKind.Object && json.TryGetProperty("flows", out _)) return;
        if (attack.Target.StartsWith("/people", StringComparison.Ordinal) || attack.Operation.IsWallets) {
            Assert.Equal("application/problem+json", media);
            Assert.Equal((int)answer.StatusCode, json.GetProperty("status").GetInt32());
            foreach (var name in new[] { "type", "title", "detail", "code" }) Assert.NotEmpty(json.GetProperty(name).GetString()!);
        } else {
            // What the specification has no code for has one under the house's own name, as it asks for.
            Assert.Matches("^(M_|ORG\\.TEAHOUSE\\.)[A-Z_]+$", json.GetProperty("errcode").GetString());
            Assert.NotEmpty(json.GetProperty("error").GetString()!);
        }
    }

    // A NUL in a path is no HTTP: Kestrel refuses it before there is a request, and ends the connection. A range beyond a file's end
    // has HTTP's own answer, with the length of the file.
    private static bool IsHttpsOwn(HttpResponseMessage answer, byte[] body) => body.Length == 0 && (
        (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong && answer.Headers.ConnectionClose == true)
        || (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && answer.Content.Headers.ContentRange?.HasLength == true));

    // Dots in a path lead elsewhere, also out of the API.
    private bool IsOurs(Attack attack) {
        var path = new Uri(house.Address, attack.Target).AbsolutePath;
        return Ours.Any(o => path.StartsWith(o, StringComparison.Ordinal));
    }
}
