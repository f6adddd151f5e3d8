using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Teahouse.Bench.Load;
using Teahouse.Pay;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;

namespace Teahouse.Bench.Pay;

/// <summary>The ledger behind its door, in this process, with accounts that have money.</summary>
internal sealed class BenchLedger : IAsyncDisposable {
    private const long Currency = 156;
    private const int AtOnce = 500;

    private readonly IHost host;
    private readonly Database database;
    private readonly LedgerDoor door;
    private long[] accounts = [];
    private PersonId[] people = [];

    private BenchLedger(IHost host, Database database) =>
        (this.host, this.database, door) = (host, database, host.Services.GetRequiredService<LedgerDoor>());

    /// <summary>Opens it on an empty database.</summary>
    public static async Task<BenchLedger> Open(string folder, string? connection, int accounts) {
        var database = await Database.Open(folder, connection, [PayModule.Migrations], TimeProvider.System, CancellationToken.None);
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(Pinned.FreePort(), gatewayPort: 0));
        builder.Services.AddSingleton(database).AddSingleton(TimeProvider.System);
        builder.AddPay(new(Regime.Sandbox));
        // The ledger alone is measured: what settles cards, charges and the rest by the clock needs the other modules.
        foreach (var round in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(PayModule).Assembly).ToArray()) {
            builder.Services.Remove(round);
        }
        var host = builder.Build();
        await host.StartAsync();
        var ledger = new BenchLedger(host, database);
        await ledger.Fill(accounts);
        return ledger;
    }

    /// <summary>One payment between two accounts, or to the one that half of all payments go to.</summary>
    public async ValueTask Pay(bool isHot) {
        var from = Random.Shared.Next(1, accounts.Length);
        var to = isHot && Random.Shared.Next(2) == 0 ? 0 : Other(from);
        var transfer = new Transfer(new(accounts[from], Guid.NewGuid()), TransferPhase.Single, TransferKind.Payment, accounts[from], accounts[to], 1);
        var outcome = await door.Submit(Currency, transfer);
        if (outcome.Outcome != TransferOutcome.Done) throw new InvalidOperationException($"A payment ended with {outcome.Outcome}.");
    }

    /// <summary>So many people at once at one red packet.</summary>
    /// <returns>How long each waited (milliseconds), and what each of the winners got.</returns>
    public async Task<(double[] Waits, long[] Shares)> RedPacket(int takers, int shares, long minor) {
        var (now, seed) = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), RandomNumberGenerator.GetBytes(DrawnShares.SeedBytes));
        var card = new Card(Guid.NewGuid(), CardKind.RandomPacket, "!bench:localhost", people[0].Value, Guid.NewGuid(), Guid.NewGuid(), Currency, minor, seed, now, now + 3_600_000) {
            Parts = [.. DrawnShares.Random(seed, minor, shares).Select((share, i) => new CardPart(i, null, share, Guid.NewGuid(), now, PartState.Open))],
        };
        await database.Write(CardStore.Make(card));
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ICardGrain>(card.Id);
        await grain.Fund();
        var waits = await Task.WhenAll(people.Skip(1).Take(takers).Select(async person => {
            var began = TimeProvider.System.GetTimestamp();
            await grain.Take(person.Value);
            return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
        }));
        var end = await grain.Look();
        return (waits, [.. end!.Parts.Where(p => p.Person is not null).Select(p => p.Minor)]);
    }

    /// <summary>Fails unless the audit proves what was done.</summary>
    public async Task Audit() {
        var report = await LedgerAudit.Run(database, CancellationToken.None);
        if (report.Problems.Count > 0) throw new InvalidOperationException(report.Problems[0]);
    }

    public async ValueTask DisposeAsync() {
        await host.StopAsync();
        host.Dispose();
        await database.DisposeAsync();
    }

    private int Other(int from) {
        var to = Random.Shared.Next(1, accounts.Length - 1);
        return to >= from ? to + 1 : to;
    }

    private async Task Fill(int count) {
        var opened = host.Services.GetRequiredService<LedgerAccounts>();
        var bank = await opened.OfHouse(AccountKind.SandboxBank, Currency, CancellationToken.None);
        accounts = new long[count];
        people = [.. Enumerable.Range(0, count).Select(_ => PersonId.New())];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, stop) => {
            accounts[i] = await opened.Of(people[i], AccountKind.Person, Currency, stop);
            await door.Submit(Currency, new Transfer(new(bank, Guid.NewGuid()), TransferPhase.Single, TransferKind.PlayMoney, bank, accounts[i], 1_000_000_000));
        });
    }
}
