using System.Collections.Concurrent;
using System.Text.Json;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>A killed process loses nothing that was acknowledged, doubles nothing, and no sync skips or repeats.</summary>
public sealed class CrashTests {
    private const int Rounds = 3;
    private const int Senders = 8;
    private const int MessagesPerSender = 60;
    private const int AcknowledgedBeforeKill = 120;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_was_acknowledged_survives_kill_9_once_and_in_order(DatabaseKind kind) {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", stop);
        using var li = await Townsperson.Register(server, "li", stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId } }, stop);
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(roomId)}/join", new { }, stop);
        var listener = new Listener(li, roomId);
        var listening = listener.HearUntil(Rounds * Senders * MessagesPerSender, stop);
        var acknowledged = new ConcurrentDictionary<string, string>();

        for (var round = 0; round < Rounds; round++) {
            await KillWhileTalking(server, mei, roomId, round, acknowledged, stop);
            listener.TheServerIsBack();
            await SayAgain(mei, roomId, round, acknowledged, stop);
        }

        await listening;
        Assert.Equal(Rounds * Senders * MessagesPerSender, acknowledged.Count);
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        var inRoom = await AllMessages(li, roomId, stop);
        Assert.Equal(inRoom, listener.Heard);
        Assert.Equal(acknowledged.Values.Order(), inRoom.Order());
    }

    private static async Task KillWhileTalking(
        TownServer server, Townsperson mei, string roomId, int round, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop) {
        var enough = new TaskCompletionSource();
        var before = acknowledged.Count;
        var talking = Enumerable.Range(0, Senders).Select(sender => Talk(sender)).ToArray();
        await enough.Task;
        await server.Kill();
        await Task.WhenAll(talking);
        await server.Restart();

        async Task Talk(int sender) {
            for (var n = 0; n < MessagesPerSender; n++) {
                var transaction = $"r{round}s{sender}n{n}";
                try {
                    acknowledged[transaction] = await mei.Say(roomId, transaction, transaction, stop);
                } catch (HttpRequestException) {
                    return;
                }
                if (acknowledged.Count - before >= AcknowledgedBeforeKill) enough.TrySetResult();
            }
        }
    }

    private static async Task SayAgain(
        Townsperson mei, string roomId, int round, ConcurrentDictionary<string, string> acknowledged, CancellationToken stop) =>
        // Whoever heard no answer asks again, with the same transaction id; so does one who did hear it.
        await Parallel.ForEachAsync(Transactions(round), stop, async (transaction, _) => {
            var again = await mei.Say(roomId, transaction, transaction, stop);
            Assert.Equal(acknowledged.GetOrAdd(transaction, again), again);
        });

    private static IEnumerable<string> Transactions(int round) =>
        from sender in Enumerable.Range(0, Senders) from n in Enumerable.Range(0, MessagesPerSender) select $"r{round}s{sender}n{n}";

    private static async Task<List<string>> AllMessages(Townsperson reader, string roomId, CancellationToken stop) {
        var (all, from) = (new List<string>(), "");
        while (true) {
            var page = await reader.Call("GET", $"/rooms/{Uri.EscapeDataString(roomId)}/messages?dir=f&limit=100{from}", null, stop);
            all.AddRange(MessageIds(page.GetProperty("chunk")));
            if (!page.TryGetProperty("end", out var end)) return all;
            from = $"&from={end.GetString()}";
        }
    }

    private static IEnumerable<string> MessageIds(JsonElement events) =>
        events.EnumerateArray().Where(e => e.GetProperty("type").GetString() == "m.room.message").Select(e => e.GetProperty("event_id").GetString()!);

    /// <summary>Somebody who syncs on and on, also across crashes, and notes what they hear.</summary>
    private sealed class Listener(Townsperson person, string roomId) {
        private const string Filter = """{"room":{"timeline":{"limit":20}}}""";

        private TaskCompletionSource back = new();
        private string? since;

        public List<string> Heard { get; } = [];

        public void TheServerIsBack() => back.TrySetResult();

        public async Task HearUntil(int count, CancellationToken stop) {
            while (Heard.Count < count) {
                try {
                    await HearMore(stop);
                } catch (HttpRequestException) {
                    // What this round heard is thrown away; the next asks from the same place.
                    await back.Task.WaitAsync(stop);
                    back = new();
                }
            }
        }

        private async Task HearMore(CancellationToken stop) {
            var heard = new List<string>();
            var sync = await person.Sync(since, 10_000, stop, Filter);
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
    }
}
