using System.Data.Common;
using Dapper;
using Teahouse.Pay.Codes;
using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>
/// Proves the ledgers from what is on disk, on one state of the database, beside a running server. Each claim is a question for what
/// contradicts it, but for the balances, which are folded anew from their history.
/// </summary>
public static class LedgerAudit {
    /// <summary>Looks through all ledgers.</summary>
    /// <returns>What was found.</returns>
    public static Task<AuditReport> Run(Database database, CancellationToken stop) => database.ReadSnapshot(async connection => {
        var problems = new List<string>();
        foreach (var (claim, sql) in AuditClaims.All) {
            var against = (await connection.QueryAsync<string>(sql)).AsList();
            problems.AddRange(against.Take(AuditClaims.ShownMax).Select(what => $"{claim}: {what}"));
            if (against.Count > AuditClaims.ShownMax) problems.Add($"{claim}: and {against.Count - AuditClaims.ShownMax} more");
        }
        var entries = await Fold(connection, problems);
        var transfers = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_transfer");
        var accounts = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_account");
        return new AuditReport(accounts, transfers, entries, await Fees(connection), problems);
    }, stop);

    private static async Task<string> Fees(DbConnection connection) {
        var currency = Iso4217.OfHouse;
        var minor = await connection.ExecuteScalarAsync<long>(
            "SELECT COALESCE((SELECT balance FROM pay_entry WHERE account = @account ORDER BY number DESC LIMIT 1), 0)",
            new { account = LedgerAccounts.NumberOfHouse(AccountKind.Fees, currency.Number) });
        return $"{currency.Amount(minor)} {currency.Code}";
    }

    // Unbuffered: a ledger may be larger than the memory.
    private static async Task<long> Fold(DbConnection connection, List<string> problems) {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT e.account, e.number, e.amount, e.balance, a.floor FROM pay_entry e LEFT JOIN pay_account a ON a.account = e.account
            ORDER BY e.account, e.number
            """;
        await using var reader = await command.ExecuteReaderAsync();
        long count = 0, account = 0, balance = 0;
        while (await reader.ReadAsync()) {
            count++;
            if (reader.GetInt64(0) != account) (account, balance) = (reader.GetInt64(0), 0);
            balance += reader.GetInt64(2);
            if (problems.Count >= AuditClaims.ProblemsMax) continue;
            if (balance != reader.GetInt64(3)) problems.Add($"Every balance is the fold of its history: account {account} after transfer {reader.GetInt64(1)}");
            if (!reader.IsDBNull(4) && balance < reader.GetInt64(4)) problems.Add($"No balance is below its floor: account {account} after transfer {reader.GetInt64(1)}");
        }
        return count;
    }
}

/// <summary>What an audit found.</summary>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Transfers">How many transfers, done or failed.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Fees">What payees have left to the house, as 12.50 CNY.</param>
/// <param name="Problems">What contradicts the ledger's claims; empty when it is proved.</param>
public sealed record AuditReport(long Accounts, long Transfers, long Entries, string Fees, IReadOnlyList<string> Problems) {
    /// <summary>What was proved when there is no problem.</summary>
    public static IReadOnlyList<string> Claims => [.. AuditClaims.All.Select(c => c.Claim), "Every balance is the fold of its history", "No balance is below its floor"];
}
