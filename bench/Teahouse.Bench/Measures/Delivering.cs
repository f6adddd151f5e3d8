using System.Globalization;
using System.Text;
using Teahouse.Bench.House;
using Teahouse.Bench.Load;

namespace Teahouse.Bench.Measures;

/// <summary>Pairs of people: one writes, and the message counts when the other's waiting sync has brought it.</summary>
internal sealed class Delivering {
    private sealed class Pair(Resident writer, Resident reader, string room, string since) {
        private long number;
        private string since = since;

        public async ValueTask Once() {
            var transaction = string.Create(CultureInfo.InvariantCulture, $"d{number++}");
            var reading = Read(transaction);
            var answer = await writer.Line.Exchange(BenchHouse.Message(room, writer.Token, transaction));
            if (answer.Status != 200) throw new InvalidOperationException($"A message was answered with {answer.Status}.");
            await reading;
        }

        private async Task Read(string transaction) {
            var wanted = Encoding.UTF8.GetBytes($"\"body\":\"{transaction} ");
            while (true) {
                var answer = await reader.Line.Exchange(BenchHouse.SyncRequest(reader, since, 30_000));
                if (answer.Status != 200) throw new InvalidOperationException($"A sync was answered with {answer.Status}.");
                since = NextBatch(answer.Body.Span);
                if (answer.Body.Span.IndexOf(wanted) >= 0) return;
            }
        }

        private static string NextBatch(ReadOnlySpan<byte> body) {
            var rest = body[(body.IndexOf("\"next_batch\":\""u8) + 14)..];
            return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
        }
    }

    private readonly Pair[] pairs;

    private Delivering(Pair[] pairs) => this.pairs = pairs;

    public static async Task<Delivering> Between(BenchHouse house, int pairs) {
        var (writers, readers) = (await house.Take(pairs), await house.Take(pairs));
        var made = new List<Pair>();
        for (var i = 0; i < pairs; i++) {
            var room = await house.Room(writers[i], readers[i]);
            made.Add(new(writers[i], readers[i], room, await BenchHouse.SyncedTo(readers[i], readers[i].Line)));
        }
        return new([.. made]);
    }

    /// <summary>As fast as it goes.</summary>
    public Task<Stretch> Run(TimeSpan time) => ClosedLoop.Run(pairs.Length, time, (who, _) => pairs[who].Once());

    /// <summary>So many a second.</summary>
    public Task<Stretch> RunAt(double perSecond, TimeSpan time) => OpenLoop.Run(perSecond, time, pairs.Length, who => pairs[who].Once());
}
