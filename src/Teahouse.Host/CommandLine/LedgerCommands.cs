using System.CommandLine;
using Teahouse.Host.Settings;
using Teahouse.Pay.Ledger;

namespace Teahouse.Host.CommandLine;

/// <summary><c>teahouse ledger</c>: what the operator can ask of the money.</summary>
/// <param name="everywhere">The options that say which house.</param>
internal sealed class LedgerCommands(SettingOptions everywhere) {
    private const int Disproved = 1;

    /// <summary>The command with all that belongs to it.</summary>
    public Command Root() {
        var audit = new Command("audit", "Proves the ledgers from what is on disk, beside a running server: the sum is zero, every balance is the fold of its history, every hold ended at most once.");
        audit.SetAction(Audit);
        return new Command("ledger", "Looks at the ledgers of the money.") { audit };
    }

    private async Task<int> Audit(ParseResult typed, CancellationToken stop) {
        var settings = SettingsReader.Read(SettingsSources.Read(".", everywhere.Typed(typed)));
        await using var house = await OpenHouse.Beside(settings, stop);
        var report = await LedgerAudit.Run(house.Database, stop);
        foreach (var problem in report.Problems) Console.WriteLine($"NOT TRUE  {problem}");
        if (report.Problems.Count > 0) return Disproved;
        foreach (var claim in AuditReport.Claims) Console.WriteLine($"proved    {claim}");
        Console.WriteLine($"{report.Accounts} accounts, {report.Transfers} transfers, {report.Entries} entries. Payees have left {report.Fees} to the house.");
        return 0;
    }
}
