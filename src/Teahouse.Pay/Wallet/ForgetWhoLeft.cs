using Dapper;
using Microsoft.Extensions.Hosting;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>By the clock: who has left and taken out what was theirs is forgotten, with every way into their wallet.</summary>
internal sealed partial class ForgetWhoLeft(Database database, TimeProvider clock, ILogger<ForgetWhoLeft> log) : BackgroundService {
    private static readonly string Done = $"SELECT person FROM pay_left WHERE NOT {MoneyThere.Of("pay_left.person")} ORDER BY at LIMIT @most";

    /// <summary>One look; tests need not wait for the next.</summary>
    public async Task Look(CancellationToken stop) {
        var done = await database.Read(c => c.QueryAsync<long>(Done, new { most = (long)PayLimits.LeftPerRoundMax }), stop);
        foreach (var person in done) await database.Write(PayRecords.ForgetWaysIn(new(person)), stop);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(PayLimits.ForgetWhoLeftEveryMinutes), clock);
        try {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryLook(stoppingToken);
        } catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    private async Task TryLook(CancellationToken stop) {
        try {
            await Look(stop);
        } catch (Exception e) when (e is StorageBusyException or StorageFailedException) {
            LogLater(log, e);
        }
    }
}
