using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>The rows of money on its way out: claimed once, and moved on by whoever may.</summary>
internal sealed class PayoutStore(Database database) {
    private const string Select =
        """
        SELECT id AS Id, person AS Person, key AS Key, amount AS Amount, iban AS Iban, name AS Name, taken AS Taken, ended AS Ended, back AS Returned, at AS At,
            state AS State, batch AS Batch, confirmed AS Confirmed, reason AS Reason, ended_at AS EndedAt
        FROM pay_payout
        """;

    /// <summary>One of them; null for none.</summary>
    public Task<PayoutRow?> Find(string id, CancellationToken stop) => One("id = @id", new { id }, stop);

    /// <summary>What a person asked for under a key; null for nothing.</summary>
    public Task<PayoutRow?> Under(PersonId person, Guid key, CancellationToken stop) =>
        One("person = @person AND key = @key", new { person = person.Value, key = key.ToByteArray(bigEndian: true) }, stop);

    /// <summary>A person's, the newest first; what the ledger did not take was told at once.</summary>
    public Task<List<PayoutRow>> Own(PersonId person, CancellationToken stop) => Many(
        "person = @person AND state <> 12 ORDER BY at DESC, id LIMIT @most", new { person = person.Value, most = (long)BankLimits.PayoutsShownMax }, stop);

    /// <summary>What of a person's has not gone to the bank yet.</summary>
    public Task<List<PayoutRow>> WaitingOf(PersonId person, CancellationToken stop) => Many("person = @person AND state IN (1, 2) ORDER BY at", new { person = person.Value }, stop);

    /// <summary>Those that stand in a file, in the order in which they stand there.</summary>
    public Task<List<PayoutRow>> InBatch(long batch, CancellationToken stop) => Many("batch = @batch ORDER BY at, id", new { batch }, stop);

    /// <summary>Those that wait for the bank or are there, the oldest first.</summary>
    public Task<List<PayoutRow>> Open(CancellationToken stop) =>
        Many("state IN (2, 3) ORDER BY at, id LIMIT @most", new { most = (long)BankLimits.BankLinesShownMax }, stop);

    /// <summary>Those that the ledger has yet to follow.</summary>
    public Task<List<PayoutRow>> Due(long now, CancellationToken stop) => Many(
        "(state IN (4, 5, 6, 7) OR (state = 1 AND at <= @since)) ORDER BY at LIMIT @most",
        new { since = now - PayLimits.ChargeOnItsWayMilliseconds, most = (long)PayLimits.SettledPerRoundMax }, stop);

    /// <summary>Begins one; lost where there is one under its key, or so many of the person's are open.</summary>
    public static Statement Begin(PayoutRow row) => Statement.Claim(
        """
        INSERT INTO pay_payout (id, person, key, amount, iban, name, taken, ended, back, at, state, confirmed)
        SELECT @id, @person, @key, @amount, @iban, @name, @taken, @ended, @back, @at, 1, 0
        WHERE NOT EXISTS (SELECT 1 FROM pay_payout WHERE person = @person AND key = @key) AND (SELECT count(*) FROM pay_payout WHERE person = @person AND state < 10) < @most
        """,
        ("id", row.Id), ("person", row.Person), ("key", row.Key), ("amount", row.Amount), ("iban", row.Iban), ("name", row.Name), ("taken", row.Taken), ("ended", row.Ended),
        ("back", row.Returned), ("at", row.At), ("most", (long)BankLimits.PayoutsOpenMax));

    /// <summary>Moves one on; lost where somebody else did.</summary>
    /// <param name="from">From where.</param>
    /// <param name="to">To where.</param>
    /// <param name="reason">Why it comes back; null for nothing.</param>
    public static Statement Move(PayoutRow from, PayoutState to, string? reason = null) => Statement.Claim(
        "UPDATE pay_payout SET state = @to, confirmed = @confirmed, reason = COALESCE(NULLIF(@reason, ''), reason) WHERE id = @id AND state = @from",
        ("to", (long)to), ("confirmed", to is PayoutState.Confirming or PayoutState.Returning ? 1L : from.Confirmed), ("reason", reason ?? ""), ("id", from.Id), ("from", from.State));

    /// <summary>Moves on what the ledger has followed.</summary>
    /// <param name="from">From where.</param>
    /// <param name="to">To where.</param>
    /// <param name="why">Why the ledger did not take it; null for nothing.</param>
    /// <param name="now">When.</param>
    public static Statement Follow(PayoutRow from, PayoutState to, string? why, long now) => Statement.Claim(
        "UPDATE pay_payout SET state = @to, reason = COALESCE(NULLIF(@why, ''), reason), ended_at = NULLIF(@ended, 0) WHERE id = @id AND state = @from",
        ("to", (long)to), ("why", why ?? ""), ("ended", to >= PayoutState.Done ? now : 0L), ("id", from.Id), ("from", from.State));

    /// <summary>Whether there is anything to forget.</summary>
    public Task<bool> AreToForget(long now, CancellationToken stop) => database.Read(c => c.ExecuteScalarAsync<bool>(
        "SELECT EXISTS (SELECT 1 FROM pay_payout WHERE state >= 10 AND iban <> '' AND ended_at <= @since)", new { since = now - BankLimits.PayoutAccountKeptMilliseconds }), stop);

    /// <summary>Forgets where money went that is long over: then no bank brings it back any more.</summary>
    public static Statement Forget(long now) => Statement.Do(
        "UPDATE pay_payout SET iban = '', name = '' WHERE state >= 10 AND iban <> '' AND ended_at <= @since", ("since", now - BankLimits.PayoutAccountKeptMilliseconds));

    private Task<PayoutRow?> One(string where, object parameters, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<PayoutRow?>($"{Select} WHERE {where}", parameters), stop);

    private Task<List<PayoutRow>> Many(string where, object parameters, CancellationToken stop) =>
        database.Read(async c => (await c.QueryAsync<PayoutRow>($"{Select} WHERE {where}", parameters)).AsList(), stop);
}
