using System.Data.Common;
using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>What a batch must know before it is decided, read in sets: for each list of keys SQLite is asked key by key, PostgreSQL once.</summary>
/// <param name="connection">The database.</param>
/// <param name="kind">Which of the two it is.</param>
/// <param name="currency">ISO 4217, numeric.</param>
internal sealed class LedgerReader(DbConnection connection, DatabaseKind kind, long currency) {
    private const string IdsOnSqlite = "(SELECT @caller AS caller, @id AS id) AS k";
    private const string IdsOnPostgreSql = "unnest(@caller, @id) AS k(caller, id)";
    private const string AccountsOnSqlite = "(SELECT @account AS account) AS k";
    private const string AccountsOnPostgreSql = "unnest(@account) AS k(account)";

    // An id is used once over all currencies.
    private const string TransfersOf =
        """
        SELECT t.caller, t.id, t.phase, t.kind, t.debit, t.credit, t.amount, t.pending_caller, t.pending_id, t.timeout, t.number, t.chain, t.at, t.outcome, t.currency
        FROM {0} JOIN pay_transfer t ON t.caller = k.caller AND t.id = k.id
        """;

    private const string HoldsOf =
        """
        SELECT t.caller, t.id, h.number, h.debit, h.credit, h.amount, h.expires_at, e.phase
        FROM {0} JOIN pay_transfer t ON t.caller = k.caller AND t.id = k.id
        JOIN pay_hold h ON h.currency = t.currency AND h.number = t.number
        LEFT JOIN pay_transfer e ON e.currency = h.currency AND e.number = h.ended_by
        WHERE t.currency = @currency
        """;

    // The newest entry has the balance: what would be a table of balances is never written.
    private const string AccountsOf =
        """
        SELECT a.account, a.floor, a.frozen,
            COALESCE((SELECT e.balance FROM pay_entry e WHERE e.account = a.account ORDER BY e.number DESC LIMIT 1), 0),
            CAST(COALESCE((SELECT sum(h.amount) FROM pay_hold h WHERE h.debit = a.account AND h.ended_by IS NULL), 0) AS bigint),
            CAST(COALESCE((SELECT sum(h.amount) FROM pay_hold h WHERE h.credit = a.account AND h.ended_by IS NULL), 0) AS bigint)
        FROM {0} JOIN pay_account a ON a.account = k.account WHERE a.currency = @currency
        """;

    private static readonly (string One, string Many) Transfer = Texts(TransfersOf, IdsOnSqlite, IdsOnPostgreSql);
    private static readonly (string One, string Many) Hold = Texts(HoldsOf, IdsOnSqlite, IdsOnPostgreSql);
    private static readonly (string One, string Many) Account = Texts(AccountsOf, AccountsOnSqlite, AccountsOnPostgreSql);

    /// <summary>The transfers of these ids that stand in the ledger; null as the transfer where the id is another currency's.</summary>
    public Task<List<(TransferId Id, WrittenTransfer? Written)>> Transfers(IReadOnlyCollection<TransferId> ids) =>
        Rows(Transfer, Keys(ids), row => (IdAt(row, 0), row.GetInt64(14) == currency ? Written(row) : null));

    /// <summary>The holds of these pending transfers.</summary>
    public Task<List<LedgerHold>> Holds(IReadOnlyCollection<TransferId> pending) => Rows(Hold, Keys(pending), row => new LedgerHold {
        Pending = IdAt(row, 0), Number = row.GetInt64(2), Debit = row.GetInt64(3), Credit = row.GetInt64(4), Amount = row.GetInt64(5), ExpiresAt = NumberAt(row, 6),
        EndedBy = (TransferPhase?)NumberAt(row, 7),
    });

    /// <summary>The accounts of these numbers.</summary>
    public Task<List<LedgerAccount>> Accounts(IReadOnlyCollection<long> numbers) =>
        Rows(Account, [("account", numbers.ToArray())], row => new LedgerAccount {
            Number = row.GetInt64(0), Floor = NumberAt(row, 1), IsFrozen = row.GetInt64(2) != 0, Balance = row.GetInt64(3), HeldOut = row.GetInt64(4), HeldIn = row.GetInt64(5),
        });

    private static (string One, string Many) Texts(string text, string onSqlite, string onPostgreSql) =>
        (text.Replace("{0}", onSqlite, StringComparison.Ordinal), text.Replace("{0}", onPostgreSql, StringComparison.Ordinal));

    private static (string Name, Array Values)[] Keys(IReadOnlyCollection<TransferId> ids) =>
        [("caller", ids.Select(i => i.Caller).ToArray()), ("id", ids.Select(i => LedgerWrite.Bytes(i.Id)).ToArray())];

    private async Task<List<T>> Rows<T>((string One, string Many) sql, (string Name, Array Values)[] keys, Func<DbDataReader, T> read) {
        var rows = new List<T>();
        var count = keys[0].Values.Length;
        if (count == 0) return rows;
        if (kind == DatabaseKind.PostgreSql) {
            await Run(sql.Many, keys.Select(k => (k.Name, (object)k.Values)), read, rows);
            return rows;
        }
        for (var i = 0; i < count; i++) await Run(sql.One, keys.Select(k => (k.Name, k.Values.GetValue(i)!)), read, rows);
        return rows;
    }

    private async Task Run<T>(string sql, IEnumerable<(string Name, object Value)> parameters, Func<DbDataReader, T> read, List<T> rows) {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) Add(command, name, value);
        if (sql.Contains("@currency", StringComparison.Ordinal)) Add(command, "currency", currency);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
    }

    private static void Add(DbCommand command, string name, object value) {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static WrittenTransfer Written(DbDataReader row) => new(
        new(IdAt(row, 0), (TransferPhase)row.GetInt64(2), (TransferKind)row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)) {
            Pending = row.IsDBNull(7) ? null : IdAt(row, 7), Timeout = row.GetInt64(9),
        }, row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), (TransferOutcome)row.GetInt64(13));

    private static TransferId IdAt(DbDataReader row, int column) => new(row.GetInt64(column), new Guid((byte[])row.GetValue(column + 1), bigEndian: true));

    private static long? NumberAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
