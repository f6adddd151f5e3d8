using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What the operator hears of the ledgers, beside a running server.</summary>
public sealed class LedgerAuditCommandTests {
    [Fact]
    public async Task The_operator_hears_that_the_ledger_is_proved_and_what_of_it_is_not_true() {
        await using var server = await TownServer.Start();
        var (exit, told, _) = await server.Command("ledger", "audit");
        Assert.Equal(0, exit);
        Assert.Contains("proved    The sum of all accounts is zero", told, StringComparison.Ordinal);
        await using (var database = await Database.Open(server.Folder, server.ConnectionString, [], TimeProvider.System, TestContext.Current.CancellationToken)) {
            await database.Write(new(Statement.Do("INSERT INTO pay_entry (account, number, currency, amount, balance) VALUES (1, 1, 156, 5, 5)")), TestContext.Current.CancellationToken);
        }
        (exit, told, _) = await server.Command("ledger", "audit");
        Assert.Equal(1, exit);
        Assert.Contains("NOT TRUE  The sum of all accounts is zero: currency 156", told, StringComparison.Ordinal);
        Assert.DoesNotContain("proved", told, StringComparison.Ordinal);
    }
}
