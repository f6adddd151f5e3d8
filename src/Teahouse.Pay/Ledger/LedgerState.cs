using System.Data.Common;
using Dapper;

namespace Teahouse.Pay.Ledger;

/// <summary>Where the ledger of a currency stands on disk.</summary>
internal static class LedgerState {
    private const string Newest =
        """
        SELECT l.version, l.last, COALESCE(t.at, 0) FROM pay_ledger l
        LEFT JOIN pay_transfer t ON t.currency = l.currency AND t.number = l.last WHERE l.currency = @currency
        """;

    private const string DueHolds =
        """
        SELECT t.caller, t.id FROM pay_hold h JOIN pay_transfer t ON t.currency = h.currency AND t.number = h.number
        WHERE h.currency = @currency AND h.ended_by IS NULL AND h.expires_at <= @now ORDER BY h.expires_at LIMIT @most
        """;

    private const string CurrenciesDue =
        "SELECT currency FROM pay_ledger l WHERE EXISTS (SELECT 1 FROM pay_hold h WHERE h.currency = l.currency AND h.ended_by IS NULL AND h.expires_at <= @now)";

    /// <summary>An empty book that stands where the disk does. Where no account was ever opened in this currency, nothing can be written on it.</summary>
    public static async Task<LedgerBook> Load(DbConnection connection, long currency) {
        var (version, last, lastAt) = await connection.QuerySingleOrDefaultAsync<(long, long, long)>(Newest, new { currency });
        return new(version, last, lastAt);
    }

    /// <summary>Pending transfers whose time is over, the longest first.</summary>
    public static async Task<IReadOnlyList<TransferId>> Due(DbConnection connection, long currency, long now) {
        var rows = await connection.QueryAsync<(long Caller, byte[] Id)>(DueHolds, new { currency, now, most = PayLimits.ExpiredPerRoundMax });
        return [.. rows.Select(r => new TransferId(r.Caller, new Guid(r.Id, bigEndian: true)))];
    }

    /// <summary>Currencies in which something is held for too long.</summary>
    public static async Task<IReadOnlyList<long>> Due(DbConnection connection, long now) =>
        [.. await connection.QueryAsync<long>(CurrenciesDue, new { now })];
}
