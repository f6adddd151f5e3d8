using System.Data.Common;
using Dapper;

namespace Teahouse.Pay.Money;

/*  No index by time: it would cost every payment. A ledger's transfers are numbered in the order of their times, so a time is found by
    halving, some thirty looks at one row each, and an account's entries carry the same numbers. */

/// <summary>Finds in a ledger where a time begins.</summary>
internal static class LedgerTime {
    private const string At = "SELECT at FROM pay_transfer WHERE currency = @currency AND number = @number";

    /// <summary>The number of a ledger's first transfer at or after a time (milliseconds); one more than the newest where there is none.</summary>
    public static async Task<long> Find(DbConnection connection, long currency, long at) {
        var low = 1L;
        var high = 1 + (await connection.QuerySingleOrDefaultAsync<long?>("SELECT last FROM pay_ledger WHERE currency = @currency", new { currency }) ?? 0);
        while (low < high) {
            var middle = low + ((high - low) / 2);
            if (await connection.QuerySingleAsync<long>(At, new { currency, number = middle }) >= at) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>How many of an account's movements stand before a number of its ledger.</summary>
    public static Task<long> Before(DbConnection connection, long account, long number) =>
        connection.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_entry WHERE account = @account AND number < @number", new { account, number });
}
