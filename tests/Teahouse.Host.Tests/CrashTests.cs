using System.Collections.Concurrent;
using System.Globalization;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>
/// A killed process loses nothing that was acknowledged, neither message nor money, doubles nothing, and no sync skips or repeats. What a round costs is the
/// start of the process, so few messages are said in each; <c>scripts/kill-rounds</c> kills more often.
/// </summary>
public abstract class CrashTests(DatabaseKind kind) {
    private const int Senders = 4;
    private const int MessagesPerSender = 15;
    private static readonly int Rounds =
        int.TryParse(System.Environment.GetEnvironmentVariable("TEAHOUSE_KILL_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) ? rounds : 20;

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_once_and_in_order() {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await TownServer.Start(kind, "--rate-limits", "off");
        using var mei = await Townsperson.Register(server, "mei", stop);
        using var li = await Townsperson.Register(server, "li", stop);
        var roomId = await mei.CreateRoom(new { preset = "private_chat", invite = new[] { li.UserId } }, stop);
        await li.Call("POST", $"/rooms/{Uri.EscapeDataString(roomId)}/join", new { }, stop);
        using var paying = await PayingUnderFire.Begin(server, li, stop);
        var listener = new Listener(li, roomId);
        var back = new Back();
        var listening = listener.Hear(heard => heard.Count >= Rounds * Senders * MessagesPerSender, _ => back.Await(stop), stop);
        var acknowledged = new ConcurrentDictionary<string, string>();

        for (var round = 0; round < Rounds; round++) {
            await KillWhileTalking(server, mei, roomId, round, acknowledged, paying, stop);
            back.Now();
            await SayAgain(mei, roomId, round, acknowledged, stop);
            await paying.Again(stop);
            if ((round + 1) % 10 == 0) TestContext.Current.SendDiagnosticMessage("{0}: killed {1} of {2} times", kind, round + 1, Rounds);
        }

        await listening;
        await paying.Check(server, li, stop);
        var (exit, told, _) = await server.Command("ledger", "audit");
        Assert.True(exit == 0, told);
        TestContext.Current.SendDiagnosticMessage("{0}: {1} payments were acknowledged. {2}", kind, paying.Acknowledged, told);
        Assert.Equal(Rounds * Senders * MessagesPerSender, acknowledged.Count);
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        var inRoom = await Listener.AllMessages(li, roomId, stop);
        Assert.Equal(inRoom, listener.Heard);
        Assert.Equal(acknowledged.Values.Order(), inRoom.Order());
    }

    private static async Task KillWhileTalking(
        TownServer server, Townsperson mei, string roomId, int round, ConcurrentDictionary<string, string> acknowledged, PayingUnderFire money, CancellationToken stop) {
        var enough = new TaskCompletionSource();
        // The moment moves through the talk from round to round: from the first message to nearly the last.
        var enoughAt = acknowledged.Count + 1 + (round * 23 % (Senders * (MessagesPerSender - 1)));
        // The first payment after a start takes as long as all of the talk: both are to be killed in their midst.
        var (firstIsPaid, paying) = money.UntilKilled(stop);
        await firstIsPaid;
        var talking = Enumerable.Range(0, Senders).Select(sender => Talk(sender)).ToArray();
        await enough.Task;
        await server.Kill();
        await Task.WhenAll([.. talking, paying]);
        await server.Restart();

        async Task Talk(int sender) {
            for (var n = 0; n < MessagesPerSender; n++) {
                var transaction = $"r{round}s{sender}n{n}";
                try {
                    acknowledged[transaction] = await mei.Say(roomId, transaction, transaction, stop);
                } catch (HttpRequestException) {
                    return;
                }
                if (acknowledged.Count >= enoughAt) enough.TrySetResult();
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

    /// <summary>The server is back after a crash, however often.</summary>
    private sealed class Back {
        private TaskCompletionSource now = new();

        public void Now() => now.TrySetResult();

        public async Task Await(CancellationToken stop) {
            await now.Task.WaitAsync(stop);
            now = new();
        }
    }
}

/// <summary>A class of its own, so that both run at once.</summary>
public sealed class SqliteCrashTests() : CrashTests(DatabaseKind.Sqlite);

/// <summary>A class of its own, so that both run at once.</summary>
public sealed class PostgreSqlCrashTests() : CrashTests(DatabaseKind.PostgreSql);
