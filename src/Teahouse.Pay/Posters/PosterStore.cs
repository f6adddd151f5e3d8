using Dapper;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Posters;

/// <summary>How payer and payee of a poster stand.</summary>
/// <param name="IsFrozen">Nothing goes out of the payer's wallet.</param>
/// <param name="PaidToday">What the payer has paid by posters today, in minor units; not what codes for one payment say.</param>
/// <param name="WasPaid">The payee was paid by them before, for good.</param>
/// <param name="Charged">Which of the payer's charges this comes after.</param>
internal sealed record PosterStanding(bool IsFrozen, long PaidToday, bool WasPaid, long Charged);

/// <summary>The rows of posters, and how whoever pays one stands.</summary>
internal sealed class PosterStore(Database database, TimeProvider clock) {
    private const string Select =
        """
        SELECT id AS Id, payee AS Payee, number AS Number, key AS Key, label AS Label, amount AS Amount, reference AS Reference, at AS At, until AS Until,
            ended_at AS EndedAt, paid AS Paid
        FROM pay_poster
        """;

    private const string Stands =
        $"""
        SELECT
            (SELECT CAST(COALESCE(sum(amount), 0) AS bigint) FROM pay_charge WHERE payer = @payer AND at >= @today AND source = 4 AND {ChargeStore.IsDebit}) AS Paid,
            (SELECT count(*) FROM (SELECT 1 FROM pay_charge WHERE payer = @payer AND payee = @payee AND state = 11 LIMIT 1) k) AS Known
        """;

    private const string Open = "ended_at IS NULL AND paid IS NULL AND COALESCE(until, @now + 1) > @now";

    /// <summary>One of them; null for none.</summary>
    public async Task<PosterRow?> Find(string id, CancellationToken stop) =>
        PosterRow.IsId(id) ? await One("id = @id", new { id }, stop) : null;

    /// <summary>What a payee made under a key; null for nothing.</summary>
    public Task<PosterRow?> Under(PersonId payee, Guid key, CancellationToken stop) => One("payee = @payee AND key = @key", new { payee = payee.Value, key = LedgerWrite.Bytes(key) }, stop);

    /// <summary>A payee's, the newest first.</summary>
    /// <param name="payee">Whose.</param>
    /// <param name="before">Only those of smaller numbers.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<List<PosterRow>> Page(PersonId payee, long before, CancellationToken stop) => database.Read(async c => (await c.QueryAsync<PosterRow>(
        $"{Select} WHERE payee = @payee AND number < @before ORDER BY number DESC LIMIT @most",
        new { payee = payee.Value, before, most = PayLimits.ChargesPageMax + 1L })).AsList(), stop);

    /// <summary>How often each of these was paid, or is held, and how much that is without what was paid back.</summary>
    public Task<Dictionary<string, (long Count, long Sum)>> Brought(IReadOnlyCollection<PosterRow> posters, CancellationToken stop) => database.Read(async c =>
        (await c.QueryAsync<(string Id, long Count, long Sum)>(
            $"""
            SELECT poster, count(*), CAST(sum(amount - refunded) AS bigint) FROM pay_charge
            WHERE {SqlText.In(c, "poster", "sought")} AND state IN (3, 4, 11) GROUP BY poster
            """, new { sought = posters.Select(p => p.Id).ToArray() })).ToDictionary(r => r.Id, r => (r.Count, r.Sum)), stop);

    /// <summary>How many codes of a payee's may still be paid.</summary>
    public Task<long> OpenOf(PersonId payee, CancellationToken stop) => database.Read(
        c => c.ExecuteScalarAsync<long>($"SELECT count(*) FROM pay_poster WHERE payee = @payee AND {Open}", new { payee = payee.Value, now = Now }), stop);

    /// <summary>How payer and payee stand now.</summary>
    public Task<PosterStanding> Between(PersonId payer, PersonId payee, CancellationToken stop) => database.Read(async connection => {
        var guard = await WalletGuard.Of(connection, payer);
        var (paid, known) = await connection.QuerySingleAsync<(long, long)>(Stands, new { payer = payer.Value, payee = payee.Value, today = PayDay.Began(clock) });
        return new PosterStanding(guard.IsFrozen(Now), paid, known > 0, guard.Charged);
    }, stop);

    /// <summary>Writes a new one; lost where the payee made one under this key, or another at the same time.</summary>
    public static Statement Make(PosterRow poster) => Statement.Claim(
        """
        INSERT INTO pay_poster (id, payee, number, key, label, amount, reference, at, until)
        SELECT @id, @payee, COALESCE(max(number), 0) + 1, @key, NULLIF(@label, ''), NULLIF(@amount, 0), NULLIF(@reference, ''), @at, NULLIF(@until, 0)
        FROM pay_poster WHERE payee = @payee
        """,
        ("id", poster.Id), ("payee", poster.Payee), ("key", poster.Key), ("label", poster.Label ?? ""), ("amount", poster.Amount ?? 0L),
        ("reference", poster.Reference ?? ""), ("at", poster.At), ("until", poster.Until ?? 0L));

    /// <summary>Nobody pays it from now on.</summary>
    public static Statement Withdraw(PosterRow poster, long now) =>
        Statement.Do("UPDATE pay_poster SET ended_at = @now WHERE id = @id AND ended_at IS NULL", ("id", poster.Id), ("now", now));

    /// <summary>A charge pays it: lost where it was withdrawn or has ended, and where a code for one payment is paid already.</summary>
    public static Statement Claim(PosterRow poster, ChargeRow charge) => Statement.Claim(
        "UPDATE pay_poster SET paid = CASE WHEN amount IS NULL THEN NULL ELSE @charge END WHERE id = @id AND ended_at IS NULL AND paid IS NULL AND COALESCE(until, @at + 1) > @at",
        ("id", poster.Id), ("charge", charge.Id), ("at", charge.At));

    /// <summary>What came to nothing, or was taken back, does not pay it.</summary>
    public static Statement Free(ChargeRow charge) =>
        Statement.Do("UPDATE pay_poster SET paid = NULL WHERE id = @id AND paid = @charge", ("id", charge.Poster), ("charge", charge.Id));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<PosterRow?> One(string where, object parameters, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<PosterRow?>($"{Select} WHERE {where}", parameters), stop);
}
