using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Teahouse.Pay.News;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Ledger;

/// <summary>The ledger in a process of its own making: Orleans, the database, and a clock that is set by hand.</summary>
internal sealed class LedgerHouse : IAsyncDisposable {
    public const long Currency = 156;

    private readonly IHost host;

    private LedgerHouse(IHost host, Database database, HandClock clock) => (this.host, Database, Clock) = (host, database, clock);

    public Database Database { get; }

    public HandClock Clock { get; }

    public LedgerDoor Door => host.Services.GetRequiredService<LedgerDoor>();

    public WalletDoor Wallets => host.Services.GetRequiredService<WalletDoor>();

    public LedgerAccounts Accounts => host.Services.GetRequiredService<LedgerAccounts>();

    public ILedgerGrain Grain => host.Services.GetRequiredService<IGrainFactory>().GetGrain<ILedgerGrain>(Currency);

    /// <summary>Opens it; may be called again to see what a restart sees, and beside another to see two that know nothing of each other.</summary>
    public static async Task<LedgerHouse> Open(TestDatabase test, HandClock clock) {
        var database = await test.Open(PayModule.Migrations);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(TownServer.FreePort(), gatewayPort: 0));
        builder.Services.AddSingleton(database).AddSingleton<TimeProvider>(clock);
        builder.AddPay(new(Regime.Sandbox));
        // Only what a test asks for happens: rounds by the clock would come between.
        foreach (var round in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(PayModule).Assembly).ToArray()) {
            builder.Services.Remove(round);
        }
        var host = builder.Build();
        await host.StartAsync();
        return new(host, database, clock);
    }

    public static HandClock NewClock() => new();

    /// <summary>So many people's accounts with so much in each.</summary>
    public async Task<long[]> People(int count, long minor) {
        var bank = await Bank();
        var accounts = new long[count];
        for (var i = 0; i < count; i++) {
            accounts[i] = await Accounts.Of(PersonId.New(), AccountKind.Person, Currency, Stop);
            if (minor > 0) Assert.Equal(TransferOutcome.Done, (await Door.Submit(Currency, Money.Single(bank, bank, accounts[i], minor))).Outcome);
        }
        return accounts;
    }

    public Task<long> Bank() => Accounts.OfHouse(AccountKind.SandboxBank, Currency, Stop);

    public async Task<long> Posted(long account) => (await Accounts.BalanceOf(account, Currency, Stop)).Posted;

    /// <summary>Fails unless the audit proves the ledger.</summary>
    public async Task<AuditReport> Audit() {
        var report = await LedgerAudit.Run(Database, Stop);
        Assert.Empty(report.Problems);
        return report;
    }

    public async ValueTask DisposeAsync() {
        await host.StopAsync();
        host.Dispose();
        await Database.DisposeAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

}

/// <summary>Transfers in few words.</summary>
internal static class Money {
    public static TransferId Id(long caller) => new(caller, Guid.NewGuid());

    public static Transfer Single(long caller, long debit, long credit, long amount) =>
        new(Id(caller), TransferPhase.Single, TransferKind.Transfer, debit, credit, amount);

    public static Transfer Hold(long debit, long credit, long amount, long timeout = 0) =>
        new(Id(debit), TransferPhase.Pending, TransferKind.Payment, debit, credit, amount) { Timeout = timeout };

    public static Transfer Post(Transfer pending, long amount = 0) =>
        new(Id(pending.Credit), TransferPhase.Post, TransferKind.Payment, 0, 0, amount) { Pending = pending.Id };

    public static Transfer Void(Transfer pending) =>
        new(Id(pending.Credit), TransferPhase.Void, TransferKind.Payment, 0, 0, 0) { Pending = pending.Id };
}
