using Npgsql;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Pay;

/// <summary>Durable payments per second: the ledger at its door, beside what one writes without one, in turns.</summary>
internal static class PayBench {
    private static readonly int[] PlainConnections = [8, 32];
    private const int Takers = 10_000;
    private const int Shares = 100;
    private const long PacketMinor = 20_000;

    public static async Task Run(PayOptions options) {
        var folder = Directory.CreateTempSubdirectory("teahouse-bench-").FullName;
        try {
            await using var ledger = await BenchLedger.Open(folder, options.Database, options.Accounts);
            await ClosedLoop.Run(1_000, options.WarmUp, (_, _) => ledger.Pay(isHot: false));
            await (options.Database is { } database ? BesidePlain(options, ledger, database) : Alone(options, ledger));
            await RedPackets(options, ledger);
            await ledger.Audit();
            Console.WriteLine("\nThe audit proves the ledger after all of it.");
        } finally {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RedPackets(PayOptions options, BenchLedger ledger) {
        Report.Head($"One red packet of {Shares} for {Takers:#,0} people at once");
        var p99 = new List<double>();
        for (var round = 0; round < options.Rounds; round++) {
            var (waits, shares) = await ledger.RedPacket(Math.Min(Takers, options.Accounts - 1), Shares, PacketMinor);
            if (shares.Length != Shares || shares.Sum() != PacketMinor) throw new InvalidOperationException($"{shares.Length} winners have {shares.Sum()} of {PacketMinor}.");
            p99.Add(waits.Order().ElementAt(waits.Length * 99 / 100));
        }
        Report.Line($"exactly {Shares} winners, sums exact; p99", p99, "ms", "3,000");
    }

    private static async Task Alone(PayOptions options, BenchLedger ledger) {
        Report.Head("Payments on SQLite");
        foreach (var isHot in (bool[])[false, true]) {
            foreach (var payers in options.Payers) await Ledger(options, ledger, payers, isHot, []);
        }
    }

    private static async Task BesidePlain(PayOptions options, BenchLedger ledger, string database) {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = PlainConnections[^1], MaxAutoPrepare = 20 }.ConnectionString);
        var plain = new PlainPayments(source, options.Accounts);
        await plain.Prepare();
        foreach (var isHot in (bool[])[false, true]) {
            Report.Head($"Payments on PostgreSQL, {(isHot ? "half of them to one payee" : "uniform")}");
            var five = await Best(options, "five round trips", () => plain.InFiveRoundTrips(isHot));
            var function = await Best(options, "one call of a function", () => plain.ByFunction(isHot));
            foreach (var payers in options.Payers) await Ledger(options, ledger, payers, isHot, [("five round trips", five), ("a function call", function)]);
        }
    }

    private static async Task<double> Best(PayOptions options, string what, Func<ValueTask> pay) {
        var best = 0.0;
        foreach (var connections in PlainConnections) {
            var rounds = await Rounds(options, connections, pay);
            Report.Line($"{what}, {connections} connections: payments/s", [.. rounds.Select(r => r.PerSecond)], "");
            best = Math.Max(best, rounds.Select(r => r.PerSecond).Order().ElementAt(rounds.Count / 2));
        }
        return best;
    }

    private static async Task Ledger(PayOptions options, BenchLedger ledger, int payers, bool isHot, IEnumerable<(string What, double PerSecond)> baselines) {
        var rounds = await Rounds(options, payers, () => ledger.Pay(isHot));
        var name = $"ledger, {payers} payers{(isHot ? ", half to one payee" : "")}";
        Report.Line($"{name}: payments/s", [.. rounds.Select(r => r.PerSecond)], "");
        Report.Line($"{name}: p99", [.. rounds.Select(r => r.Percentile(0.99))], "ms", payers == 1_000 ? "50" : "");
        foreach (var (what, perSecond) in baselines) Report.Line($"{name}: of {what}", [.. rounds.Select(r => r.PerSecond / perSecond)], "x");
    }

    private static async Task<List<Stretch>> Rounds(PayOptions options, int people, Func<ValueTask> pay) {
        var rounds = new List<Stretch>();
        for (var i = 0; i < options.Rounds; i++) rounds.Add(await ClosedLoop.Run(people, options.Turn, (_, _) => pay()));
        return rounds;
    }
}
