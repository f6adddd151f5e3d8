using System.Globalization;
using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>Whether a question costs more where there is more: the same is asked of few and of many, in turns.</summary>
internal static class Growing {
    private const int FewRooms = 10;
    private const int ManyRooms = 1_000;
    private const int FewEvents = 100;
    private const int Lines = 16;
    private const int Page = 20;

    public static async Task Run(BenchHouse house, TalkOptions options) {
        Report.Head("Growth");
        await Rooms(house, options);
        await Events(house, options);
    }

    private static async Task Rooms(BenchHouse house, TalkOptions options) {
        var people = await house.Take(3);
        var (few, many) = (people[1], people[2]);
        var oneOfFew = await RoomsOf(house, few, people[0], FewRooms);
        var oneOfMany = await RoomsOf(house, many, people[0], ManyRooms);
        var fewSync = await SyncOfOneMessage(house, few, people[0], oneOfFew);
        var manySync = await SyncOfOneMessage(house, many, people[0], oneOfMany);
        await Compare(house, options, $"/sync of a message, in {ManyRooms:#,0} rooms of in {FewRooms}", fewSync, manySync);
    }

    private static async Task Events(BenchHouse house, TalkOptions options) {
        var (small, large) = (await Sending.InOneRoom(house, Lines), await Sending.InOneRoom(house, Lines));
        await small.Fill(FewEvents);
        await large.Fill(options.Events);
        var (few, many) = (small.People[0], large.People[0]);
        var of = string.Create(CultureInfo.InvariantCulture, $"after {options.Events:#,0} events of after {FewEvents}");
        await Compare(house, options, $"/sync of a message, {of}",
            await SyncOfOneMessage(house, few, small.People[1], small.Rooms[0]), await SyncOfOneMessage(house, many, large.People[1], large.Rooms[0]));
        foreach (var (direction, which) in new[] { ("b", "newest"), ("f", "oldest") }) {
            await Compare(house, options, $"/messages, the {which} {Page}, {of}", Messages(few, small.Rooms[0], direction), Messages(many, large.Rooms[0], direction));
        }
    }

    /// <summary>Rooms of two people; the last of them is told.</summary>
    private static async Task<string> RoomsOf(BenchHouse house, Resident person, Resident other, int count) {
        var last = "";
        for (var i = 0; i < count; i++) last = await house.Room(person, other);
        return last;
    }

    /// <summary>The sync that brings one message, asked as often as one likes: its place is the one before.</summary>
    private static async Task<byte[]> SyncOfOneMessage(BenchHouse house, Resident reader, Resident writer, string room) {
        // The reader's own line may have been idle for longer than the house keeps one open.
        using var line = await Connection.Open(house.Port);
        var since = await BenchHouse.SyncedTo(reader, line);
        var answer = await line.Exchange(BenchHouse.Message(room, writer.Token, $"growth-{since}"));
        if (answer.Status != 200) throw new InvalidOperationException($"A message was answered with {answer.Status}.");
        return BenchHouse.SyncRequest(reader, since, 0);
    }

    private static byte[] Messages(Resident reader, string room, string direction) => Connection.Request(
        "GET", $"/_matrix/client/v3/rooms/{Uri.EscapeDataString(room)}/messages?dir={direction}&limit={Page}", reader.Token, []);

    private static async Task Compare(BenchHouse house, TalkOptions options, string what, byte[] ofFew, byte[] ofMany) {
        var lines = await Task.WhenAll(Enumerable.Range(0, Lines).Select(_ => Connection.Open(house.Port)));
        async Task<double> Cost(byte[] request, TimeSpan time) {
            var before = Processor.Seconds(house.Process);
            var asked = await ClosedLoop.Run(Lines, time, async (who, _) => {
                if ((await lines[who].Exchange(request)).Status != 200) throw new InvalidOperationException("Refused.");
            });
            return (Processor.Seconds(house.Process) - before) * 1_000 / asked.Count;
        }
        await Cost(ofFew, options.WarmUp / 4);
        await Cost(ofMany, options.WarmUp / 4);
        List<double> ratios = [], costs = [];
        for (var round = 0; round < options.Rounds; round++) {
            var small = await Cost(ofFew, options.Turn);
            costs.Add(await Cost(ofMany, options.Turn));
            ratios.Add(costs[^1] / small);
        }
        Report.Line(what, ratios, "x", "1");
        Report.Line("  its CPU", costs, "ms");
        foreach (var line in lines) line.Dispose();
    }
}
