using System.Text.Json;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Somebody who syncs on and on in one room, also across crashes, and notes what they hear.</summary>
internal sealed class Listener(Townsperson person, string roomId) {
    private readonly string filter = JsonSerializer.Serialize(new { room = new { rooms = new[] { roomId }, timeline = new { limit = 20 } } });
    private string? since;

    /// <summary>The events of messages, in the order in which they were heard.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>Listens until it is enough.</summary>
    /// <param name="enough">Whether it is.</param>
    /// <param name="cutOff">Called when a sync fails: what it heard is thrown away, and the next asks from the same place.</param>
    /// <param name="stop">Gives up.</param>
    public async Task Hear(Func<IReadOnlyList<string>, bool> enough, Func<HttpRequestException, Task> cutOff, CancellationToken stop) {
        while (!enough(Heard)) {
            try {
                await HearMore(stop);
            } catch (HttpRequestException e) {
                await cutOff(e);
            }
        }
    }

    /// <summary>All messages of a room, in its own order.</summary>
    public static async Task<List<string>> AllMessages(Townsperson reader, string roomId, CancellationToken stop) {
        var (all, from) = (new List<string>(), "");
        while (true) {
            var page = await reader.Call("GET", $"/rooms/{Uri.EscapeDataString(roomId)}/messages?dir=f&limit=100{from}", null, stop);
            all.AddRange(MessageIds(page.GetProperty("chunk")));
            if (!page.TryGetProperty("end", out var end)) return all;
            from = $"&from={end.GetString()}";
        }
    }

    private async Task HearMore(CancellationToken stop) {
        var heard = new List<string>();
        var sync = await person.Sync(since, 10_000, stop, filter);
        var next = sync.GetProperty("next_batch").GetString();
        if (sync.TryGetProperty("rooms", out var rooms) && rooms.GetProperty("join").TryGetProperty(roomId, out var room)) {
            var timeline = room.GetProperty("timeline");
            if (timeline.GetProperty("limited").GetBoolean()) heard.AddRange(await Gap(timeline.GetProperty("prev_batch").GetString()!, stop));
            heard.AddRange(MessageIds(timeline.GetProperty("events")));
        }
        Heard.AddRange(heard);
        since = next;
    }

    private async Task<List<string>> Gap(string from, CancellationToken stop) {
        var gap = new List<string>();
        for (string? back = from; back is not null;) {
            var page = await person.Call("GET", $"/rooms/{Uri.EscapeDataString(roomId)}/messages?dir=b&limit=100&from={back}{(since is null ? "" : $"&to={since}")}", null, stop);
            gap.InsertRange(0, MessageIds(page.GetProperty("chunk")).Reverse());
            back = page.TryGetProperty("end", out var end) ? end.GetString() : null;
        }
        return gap;
    }

    private static IEnumerable<string> MessageIds(JsonElement events) =>
        events.EnumerateArray().Where(e => e.GetProperty("type").GetString() == "m.room.message").Select(e => e.GetProperty("event_id").GetString()!);
}
