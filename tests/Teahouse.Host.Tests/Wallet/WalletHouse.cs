using Dapper;
using Teahouse.Host.Tests.Guard;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>A whole house with people who have wallets.</summary>
internal sealed class WalletHouse : IAsyncDisposable {
    private readonly TestDatabase files;
    private readonly HouseInProcess house;
    private readonly HttpClient http;

    private WalletHouse(TestDatabase files, HouseInProcess house) {
        (this.files, this.house) = (files, house);
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = house.Address };
    }

    public HouseInProcess House => house;

    public Caller Nobody => Caller.Nobody(http);

    public static async Task<WalletHouse> Open(DatabaseKind kind, string? timeZone = null, string? regime = null, string? payeeFee = null) {
        var files = await TestDatabase.Create(kind, OpenHouse.Migrations);
        return new(files, await HouseInProcess.Open(files, timeZone: timeZone, regime: regime, bankIban: regime is "closed-loop" or "licensed-partner" ? TownBank.Iban : null, payeeFee: payeeFee));
    }

    /// <summary>Another house on the same database that knows nothing of this one.</summary>
    public Task<HouseInProcess> Beside(string? timeZone = null, string? payeeFee = null) => HouseInProcess.Open(files, timeZone: timeZone, payeeFee: payeeFee);

    public Task<Caller> Register(string handle) => Caller.Register(http, handle);

    /// <summary>Changes the database behind the house's back.</summary>
    public Task Change(string sql) => house.Database.Write(new Write(Statement.Do(sql)), TestContext.Current.CancellationToken);

    /// <summary>What a query of numbers finds in the database.</summary>
    public Task<long> Count(string sql) => house.Database.Read(c => c.ExecuteScalarAsync<long>(sql), TestContext.Current.CancellationToken);

    /// <summary>Fails unless the audit proves the ledger.</summary>
    public async Task Audit() => Assert.Empty((await LedgerAudit.Run(house.Database, TestContext.Current.CancellationToken)).Problems);

    /// <summary>What leaves with somebody who leaves for good.</summary>
    public static async Task Leave(Caller chat) => await chat.Do("POST", "account/deactivate", new { auth = chat.Proof, erase = false });

    public async ValueTask DisposeAsync() {
        http.Dispose();
        Assert.Empty(house.Errors);
        await house.DisposeAsync();
        await files.DisposeAsync();
    }
}
