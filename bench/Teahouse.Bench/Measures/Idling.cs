using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>What somebody costs who only waits for news: memory that is in use, with their connection.</summary>
internal static class Idling {
    private const int WarmUpPeople = 200;
    private const int SyncingAtOnce = 32;
    private const int WaitMilliseconds = 60_000;

    // Each has then come back at least once from a wait that brought nothing.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(90);

    public static async Task Run(BenchHouse house, TalkOptions options) {
        var people = await house.Take(options.People + WarmUpPeople);
        // Making accounts takes much memory for a while; a process that made none tells what waiting takes.
        await house.Restart();
        using var enough = new CancellationTokenSource();
        var waiting = new List<Task>();
        await Sit(house, people, ..WarmUpPeople, waiting, enough.Token);
        await Task.Delay(Settling, CancellationToken.None);
        var before = Processor.ResidentKilobytes(house.Process);
        await Sit(house, people, WarmUpPeople.., waiting, enough.Token);
        await Task.Delay(Settling, CancellationToken.None);
        var each = (Processor.ResidentKilobytes(house.Process) - before) / options.People;
        Report.Head("Waiting");
        Report.Line("people who wait", [options.People], "");
        Report.Line("resident memory of each", [each], "kB", "20");
        await enough.CancelAsync();
        foreach (var person in people) person.Line.Dispose();
        await Task.WhenAll(waiting);
    }

    // Each with a line that is opened now: one that is not used for long is closed by the house.
    private static async Task Sit(BenchHouse house, Resident[] people, Range which, List<Task> waiting, CancellationToken enough) {
        var (first, count) = which.GetOffsetAndLength(people.Length);
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = SyncingAtOnce }, async (i, _) => {
            var person = people[i] = people[i] with { Line = await Connection.Open(house.Port) };
            var since = await BenchHouse.SyncedTo(person, person.Line);
            lock (waiting) waiting.Add(Wait(person, since, enough));
        });
    }

    // Again and again, as a client does that hears nothing.
    private static async Task Wait(Resident person, string since, CancellationToken enough) {
        try {
            while (!enough.IsCancellationRequested) {
                if ((await person.Line.Exchange(BenchHouse.SyncRequest(person, since, WaitMilliseconds))).Status != 200) throw new InvalidOperationException("A sync was refused.");
            }
        } catch (Exception e) when (enough.IsCancellationRequested && e is IOException or System.Net.Sockets.SocketException or ObjectDisposedException) {
            // The line was cut at the end.
        }
    }
}
