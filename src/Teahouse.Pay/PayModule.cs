using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay;

/// <summary>Pay: the ledger and what is paid with it. Owns the tables pay_*; nobody else reads or writes them.</summary>
public static class PayModule {
    /// <summary>The tables pay_*.</summary>
    public static MigrationSet Migrations => MigrationSet.Of<InThisAssembly>("pay");

    /// <summary>Adds what Pay needs and owns. Needs <see cref="Database"/>, a <see cref="TimeProvider"/> and Orleans.</summary>
    public static void AddPay(this IHostApplicationBuilder house) {
        house.Services.AddSingleton<LedgerDoor>().AddSingleton<LedgerAccounts>().AddHostedService<ExpireHolds>();
        house.Services.AddSingleton<IPersonalRecords, PayRecords>();
    }

    private sealed class InThisAssembly;
}
