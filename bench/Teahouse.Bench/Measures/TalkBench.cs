using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>All measures of Talk, in turns with their baselines.</summary>
internal static class TalkBench {
    private const int Connections = 64;
    private const int Pairs = 100;
    private const int Senders = 100;

    public static async Task Run(string program, TalkOptions options) {
        Console.WriteLine($"Measured on core {Pinned.ServerCore} with its database, load on the other; "
            + $"{(options.Database is null ? "SQLite" : "PostgreSQL")}; warm-up {options.WarmUp.TotalSeconds} s, {options.Rounds} turns of {options.Turn.TotalSeconds} s each; median (least..most)");
        await using var bare = await Bare.Open(Connections);
        await using var house = await BenchHouse.Open(program, options.Database);
        if (options.Wants("messages")) await Messages(house, bare, options);
        if (options.Wants("room")) await OneRoom(house, options);
        if (options.Wants("requests")) await Requests(house, options);
        if (options.Wants("growth")) await Growing.Run(house, options);
        if (options.Wants("idle")) await Idling.Run(house, options);
    }

    private static async Task Messages(BenchHouse house, Bare bare, TalkOptions options) {
        var sending = await Sending.InRoomsOfTheirOwn(house, Connections);
        var delivering = await Delivering.Between(house, Pairs);
        await bare.Post(options.WarmUp / 3);
        await sending.Run(options.WarmUp);
        await delivering.Run(options.WarmUp);
        List<double> posts = [], inserts = [], sent = [], delivered = [], sentRatio = [], sentInserts = [], deliveredRatio = [], cpu = [], bytes = [];
        for (var round = 0; round < options.Rounds; round++) {
            var post = (await bare.Post(options.Turn)).PerSecond;
            var insert = await Bare.Inserts(options.Turn, Connections);
            var disk = house.BytesOnDisk;
            var send = await sending.Run(options.Turn);
            bytes.Add((house.BytesOnDisk - disk) / (double)send.Count);
            var before = Processor.Seconds(house.Process);
            var deliver = await delivering.Run(options.Turn);
            cpu.Add((Processor.Seconds(house.Process) - before) * 1_000 / deliver.Count);
            posts.Add(post);
            inserts.Add(insert);
            sent.Add(send.PerSecond);
            delivered.Add(deliver.PerSecond);
            sentRatio.Add(send.PerSecond / post);
            sentInserts.Add(send.PerSecond / insert);
            deliveredRatio.Add(deliver.PerSecond / post);
        }
        Report.Head("Messages");
        Report.Line("bare POST", posts, "a second");
        Report.Line("bare group-committed inserts", inserts, "a second");
        Report.Line("acknowledged PUT /send", sent, "a second");
        Report.Line("  of bare POST", sentRatio, "x", "0.25");
        Report.Line("  of bare inserts", sentInserts, "x");
        Report.Line("sent and delivered by /sync", delivered, "a second");
        Report.Line("  of bare POST", deliveredRatio, "x", "0.167");
        Report.Line("CPU of the server per delivered message", cpu, "ms", "0.2");
        Report.Line("bytes on disk per message", bytes, "B");
        var peak = delivered.Order().ElementAt(delivered.Count / 2);
        foreach (var (share, aim) in new[] { (0.1, "10"), (0.5, "50") }) {
            var at = await delivering.RunAt(peak * share, options.Turn * 2);
            Report.Line($"delivery at {share:0.0} of the peak, p50", [at.Percentile(0.5)], "ms");
            Report.Line($"delivery at {share:0.0} of the peak, p99", [at.Percentile(0.99)], "ms", aim);
        }
    }

    private static async Task OneRoom(BenchHouse house, TalkOptions options) {
        var many = await Sending.InRoomsOfTheirOwn(house, Senders);
        var one = await Sending.InOneRoom(house, Senders);
        await many.Run(options.WarmUp / 2);
        await one.Run(options.WarmUp / 2);
        List<double> ratios = [], rates = [];
        for (var round = 0; round < options.Rounds; round++) {
            var apart = await many.Run(options.Turn);
            var together = await one.Run(options.Turn);
            rates.Add(together.PerSecond);
            ratios.Add(together.PerSecond / apart.PerSecond);
        }
        Report.Head("A hundred senders");
        Report.Line("in one room", rates, "a second");
        Report.Line("  of a hundred rooms", ratios, "x", "0.67");
    }

    private static async Task Requests(BenchHouse house, TalkOptions options) {
        var people = await house.Take(Connections);
        var plain = Connection.Request("GET", "/_matrix/client/versions", null, []);
        var known = people.Select(p => Connection.Request("GET", "/_matrix/client/v3/account/whoami", p.Token, [])).ToArray();
        Task<Stretch> Ask(Func<int, byte[]> request, TimeSpan time) => ClosedLoop.Run(people.Length, time, async (who, _) => {
            if ((await people[who].Line.Exchange(request(who))).Status != 200) throw new InvalidOperationException("Refused.");
        });
        await Ask(_ => plain, options.WarmUp / 2);
        await Ask(who => known[who], options.WarmUp / 2);
        List<double> ratios = [];
        for (var round = 0; round < options.Rounds; round++) {
            var before = Processor.Seconds(house.Process);
            var anyone = await Ask(_ => plain, options.Turn);
            var between = Processor.Seconds(house.Process);
            var person = await Ask(who => known[who], options.Turn);
            ratios.Add((Processor.Seconds(house.Process) - between) / person.Count / ((between - before) / anyone.Count));
        }
        Report.Head("Requests");
        Report.Line("CPU of an authenticated request, of a plain one", ratios, "x", "1.2");
    }
}
