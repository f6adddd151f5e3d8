using System.Diagnostics;
using System.Globalization;
using Teahouse.Bench.House;

namespace Teahouse.Bench.Codes;

/*  From the scan to the word on both screens, over HTTP against the real program.
    Each payer has money, a phone whose line is open, and has not paid for a while: the payment goes through at once. As a person's next
    code within three minutes takes a finger, each pays once, and a round takes new people. All of a round are scanned within one second,
    evenly. What is measured begins when the till asks, and ends when the till has its answer, and when the payer's phone is told.
    The warm-up goes the same way but for the payment itself: it asks for more than goes at once, and the phone refuses. */

/// <summary>How long a payment by a code takes as its two sides see it.</summary>
internal static class CodesBench {
    private const int OpenedAtOnce = 8;
    private const int Tills = 10;
    private const int Warming = 8;
    private const long AboveLimit = 20_001;
    private const long AtOnce = 500;
    private const int Crowd = 500;
    private const int ScannedAtOnce = 32;
    private static readonly (int Payers, string Aim)[] Rounds = [(100, "20"), (300, "50")];

    public static async Task Run(string program, CodesOptions options) {
        await using var house = await BenchHouse.Open(program, options.Database);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 2_000 }) { BaseAddress = new($"http://127.0.0.1:{house.Port}"), Timeout = TimeSpan.FromMinutes(2) };
        var tills = await Task.WhenAll(Enumerable.Range(0, Tills).Select(i => Purse.Open(http, $"till{i}")));
        foreach (var till in tills) await house.Command("payee", "verify", till.Handle, "--name", $"Stall {till.Handle}");
        await WarmUp(http, tills, options.WarmUp);
        Report.Head($"From the scan to the word on both screens, {(options.Database is null ? "SQLite" : "PostgreSQL")}");
        foreach (var (payers, aim) in Rounds) {
            var (till, phone) = (new List<double>(), new List<double>());
            for (var round = 0; round < options.Rounds; round++) {
                var times = await Scanned(http, tills, $"p{payers}r{round}n", payers);
                till.Add(P99(times.Select(t => t.Till)));
                phone.Add(P99(times.Select(t => t.Phone)));
            }
            Report.Line(string.Create(CultureInfo.InvariantCulture, $"{payers} payers within a second: p99 until the till knows"), till, "ms", aim);
            Report.Line(string.Create(CultureInfo.InvariantCulture, $"{payers} payers within a second: p99 until the payer's phone knows"), phone, "ms", aim);
        }
        var rates = new List<double>();
        for (var round = 0; round < options.Rounds; round++) rates.Add(await AsFastAsCanBe(http, tills, $"crowd{round}n"));
        Report.Line(string.Create(CultureInfo.InvariantCulture, $"{Crowd} payers, {ScannedAtOnce} scanned at once: payments"), rates, "a second");
    }

    private static async Task<double> AsFastAsCanBe(HttpClient http, Purse[] tills, string name) {
        var phones = await Phones(http, name, Crowd);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Crowd, new ParallelOptions { MaxDegreeOfParallelism = ScannedAtOnce }, async (i, _) => {
            var answer = await tills[i % Tills].Post("charges", Charge(phones[i].Code(), AtOnce), Guid.NewGuid());
            if (answer.GetProperty("state").GetString() != "paid") throw new InvalidOperationException($"A payment is {answer}.");
        });
        var rate = Crowd / Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var phone in phones) phone.Dispose();
        return rate;
    }

    private static async Task WarmUp(HttpClient http, Purse[] tills, TimeSpan time) {
        var phones = await Phones(http, "warm", Warming);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(phones.Select(async (phone, i) => {
            while (Stopwatch.GetElapsedTime(began) < time && phone.HasCode) {
                var waiting = await tills[i % Tills].Post("charges", Charge(phone.Code(), AboveLimit), Guid.NewGuid());
                await phone.Hears("ask");
                await phone.Refuse(waiting.GetProperty("id").GetString()!);
                await phone.Hears("askEnded");
            }
            // What is left of the time goes by with money that comes in.
            while (Stopwatch.GetElapsedTime(began) < time) await tills[i % Tills].Post("sandbox/play-money", new { amount = Yuan(1) }, Guid.NewGuid());
            phone.Dispose();
        }));
    }

    private static async Task<(double Till, double Phone)[]> Scanned(HttpClient http, Purse[] tills, string name, int payers) {
        var phones = await Phones(http, name, payers);
        var began = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(phones.Select(async (phone, i) => {
            var early = TimeSpan.FromSeconds(i / (double)payers) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero) await Task.Delay(early);
            var scanned = Stopwatch.GetTimestamp();
            var told = phone.Hears("payment");
            var answer = await tills[i % Tills].Post("charges", Charge(phone.Code(), AtOnce), Guid.NewGuid());
            var till = Stopwatch.GetElapsedTime(scanned).TotalMilliseconds;
            if (answer.GetProperty("state").GetString() != "paid") throw new InvalidOperationException($"A payment is {answer}.");
            return (till, Stopwatch.GetElapsedTime(scanned, await told).TotalMilliseconds);
        }));
        foreach (var phone in phones) phone.Dispose();
        return times;
    }

    private static async Task<Phone[]> Phones(HttpClient http, string name, int count) {
        var phones = new Phone[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = OpenedAtOnce }, async (i, _) => {
            var purse = await Purse.Open(http, string.Create(CultureInfo.InvariantCulture, $"{name}{i}"));
            await purse.Post("sandbox/play-money", new { amount = Yuan(100_000) }, Guid.NewGuid());
            phones[i] = await Phone.Of(purse);
        });
        return phones;
    }

    private static object Charge(string code, long minor) => new { code, amount = Yuan(minor), source = "camera" };

    private static object Yuan(long minor) => new { minor, currency = "CNY" };

    private static double P99(IEnumerable<double> times) {
        var sorted = times.Order().ToArray();
        return sorted[sorted.Length * 99 / 100];
    }
}
