using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>A batch as one write: on disk all of it or nothing, and nothing when another activation wrote meanwhile.</summary>
internal static class LedgerWrite {
    private const string Version = "UPDATE pay_ledger SET version = version + 1, last = @last WHERE currency = @currency AND version = @version";

    private const string TransferColumns =
        "INSERT INTO pay_transfer (currency, number, chain, caller, id, phase, kind, debit, credit, amount, pending_caller, pending_id, timeout, at, outcome)";

    private const string TransferOnSqlite =
        $"{TransferColumns} VALUES (@currency, @number, @chain, @caller, @id, @phase, @kind, @debit, @credit, @amount, @pending_caller, @pending_id, @timeout, @at, @outcome)";

    private const string TransfersOnPostgreSql =
        $"""
        {TransferColumns} SELECT * FROM unnest(@currency, @number, @chain, @caller, @id, @phase, @kind, @debit, @credit, @amount,
            @pending_caller, @pending_id, @timeout, @at, @outcome)
        """;

    private const string EntryColumns = "INSERT INTO pay_entry (account, number, currency, amount, balance)";
    private const string EntryOnSqlite = $"{EntryColumns} VALUES (@account, @number, @currency, @amount, @balance)";
    private const string EntriesOnPostgreSql = $"{EntryColumns} SELECT * FROM unnest(@account, @number, @currency, @amount, @balance)";

    private const string HoldColumns = "INSERT INTO pay_hold (currency, number, debit, credit, amount, expires_at, posted)";
    private const string HoldOnSqlite = $"{HoldColumns} VALUES (@currency, @number, @debit, @credit, @amount, @expires_at, 0)";
    private const string HoldsOnPostgreSql =
        $"{HoldColumns} SELECT *, 0 FROM unnest(@currency, @number, @debit, @credit, @amount, @expires_at)";

    // Claimed one by one: that a hold ends once is the database's to say.
    private const string EndHold =
        "UPDATE pay_hold SET ended_by = @by, posted = @posted WHERE currency = @currency AND number = @hold AND ended_by IS NULL";

    private const string ChangeAccount = "UPDATE pay_account SET frozen = @frozen WHERE account = @account";

    /// <summary>The write.</summary>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="version">The version that the batch is based on.</param>
    /// <param name="last">The number of the newest transfer after it.</param>
    /// <param name="batch">What was decided.</param>
    public static Write Of(long currency, long version, long last, LedgerBatch batch) => new([
        Statement.Claim(Version, ("currency", currency), ("version", version), ("last", last)),
        .. batch.Transfers.Count > 0 ? [Transfers(currency, batch.Transfers)] : Array.Empty<Statement>(),
        .. batch.Entries.Count > 0 ? [Entries(currency, batch.Entries)] : Array.Empty<Statement>(),
        .. batch.Holds.Count > 0 ? [Holds(currency, batch.Holds)] : Array.Empty<Statement>(),
        .. batch.Ended.Select(e => Statement.Claim(EndHold, ("currency", currency), ("hold", e.Hold.Number), ("by", e.By), ("posted", e.Posted))),
        .. batch.Changed.Select(a => Statement.Claim(ChangeAccount, ("account", a.Number), ("frozen", a.IsFrozen ? 1L : 0L))),
    ]);

    private static Statement Transfers(long currency, List<WrittenTransfer> rows) => Statement.ForRows(TransferOnSqlite, TransfersOnPostgreSql,
        ("currency", Column(rows, _ => currency)),
        ("number", Column(rows, t => t.Number)),
        ("chain", Column(rows, t => t.Chain)),
        ("caller", Column(rows, t => t.Transfer.Id.Caller)),
        ("id", Column(rows, t => Bytes(t.Transfer.Id.Id))),
        ("phase", Column(rows, t => (long)t.Transfer.Phase)),
        ("kind", Column(rows, t => (long)t.Transfer.Kind)),
        ("debit", Column(rows, t => t.Transfer.Debit)),
        ("credit", Column(rows, t => t.Transfer.Credit)),
        ("amount", Column(rows, t => t.Transfer.Amount)),
        ("pending_caller", Column(rows, t => t.Transfer.Pending?.Caller)),
        ("pending_id", Column(rows, t => t.Transfer.Pending is { } pending ? Bytes(pending.Id) : null)),
        ("timeout", Column(rows, t => t.Transfer.Timeout)),
        ("at", Column(rows, t => t.At)),
        ("outcome", Column(rows, t => (long)t.Outcome)));

    private static Statement Entries(long currency, List<LedgerEntry> rows) => Statement.ForRows(EntryOnSqlite, EntriesOnPostgreSql,
        ("account", Column(rows, e => e.Account)),
        ("number", Column(rows, e => e.Number)),
        ("currency", Column(rows, _ => currency)),
        ("amount", Column(rows, e => e.Amount)),
        ("balance", Column(rows, e => e.Balance)));

    private static Statement Holds(long currency, List<LedgerHold> rows) => Statement.ForRows(HoldOnSqlite, HoldsOnPostgreSql,
        ("currency", Column(rows, _ => currency)),
        ("number", Column(rows, h => h.Number)),
        ("debit", Column(rows, h => h.Debit)),
        ("credit", Column(rows, h => h.Credit)),
        ("amount", Column(rows, h => h.Amount)),
        ("expires_at", Column(rows, h => h.ExpiresAt)));

    /// <summary>An id as it stands in rows.</summary>
    public static byte[] Bytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static T[] Column<TRow, T>(List<TRow> rows, Func<TRow, T> value) {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++) column[i] = value(rows[i]);
        return column;
    }
}
