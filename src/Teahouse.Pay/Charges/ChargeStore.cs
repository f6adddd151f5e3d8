using Dapper;
using Teahouse.Pay.Guarding;
using Teahouse.Pay.Posters;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>The rows of charges: read, claimed once, and moved on.</summary>
internal sealed class ChargeStore(Database database, TimeProvider clock) {
    private const string Select =
        """
        SELECT id AS Id, number AS Number, receipt AS Receipt, payee AS Payee, payer AS Payer, alias AS Alias, key AS Key, amount AS Amount, source AS Source,
            at AS At, state AS State, why AS Why, word AS Word, until AS Until, goods_at AS GoodsAt, confirmed AS Confirmed, offline AS Offline, refunded AS Refunded,
            poster AS Poster, fee_points AS FeePoints, fee_back AS FeeBack
        FROM pay_charge
        """;

    /// <summary>A debit is what has gone by a code or is held: neither a question that waits nor what was refused or undone.</summary>
    public const string IsDebit = "(state IN (3, 4, 11) OR (state = 1 AND until IS NULL))";

    private const string Stands =
        $"""
        SELECT
            (SELECT CAST(COALESCE(sum(amount), 0) AS bigint) FROM pay_charge WHERE payer = @payer AND at >= @today AND confirmed = 0 AND {IsDebit}) AS Spent,
            (SELECT CAST(COALESCE(sum(amount), 0) AS bigint) FROM pay_charge WHERE payer = @payer AND at >= @today AND offline = 1 AND {IsDebit}) AS Offline,
            (SELECT COALESCE(max(at), 0) FROM pay_charge WHERE payer = @payer AND at > @soon AND {IsDebit}) AS Debit,
            (SELECT count(*) FROM pay_charge WHERE payer = @payer AND at > @asked AND until > @now AND state < 10) AS Waiting,
            (SELECT count(*) FROM pay_payee WHERE person = @payee) AS Verified,
            (SELECT count(*) FROM (SELECT 1 FROM pay_charge WHERE payer = @payer AND payee = @payee AND state = 11 LIMIT 1) k) AS Known
        """;

    private const string Insert =
        """
        INSERT INTO pay_charge (id, number, receipt, payee, payer, alias, key, amount, source, at, state, why, word, until, goods_at, confirmed, offline, refunded, poster, fee_points)
        SELECT @id, COALESCE(max(number), 0) + 1, @receipt, @payee, @payer, @alias, @key, @amount, @source, @at, @state, @why, NULLIF(@word, ''),
            NULLIF(@until, 0), NULLIF(@goods_at, 0), @confirmed, @offline, 0, NULLIF(@poster, ''), @fee
        FROM pay_charge WHERE payee = @payee
        """;

    /// <summary>One of them; null for none.</summary>
    public Task<ChargeRow?> Find(Guid id, CancellationToken stop) => One("id = @id", new { id = id.ToByteArray(bigEndian: true) }, stop);

    /// <summary>The one that a client names; null for none, and for what is no name.</summary>
    public async Task<ChargeRow?> Find(string id, CancellationToken stop) => Guid.TryParseExact(id, "D", out var name) ? await Find(name, stop) : null;

    /// <summary>What a payee charged under a key; null for nothing.</summary>
    public Task<ChargeRow?> Under(PersonId payee, Guid key, CancellationToken stop) =>
        One("payee = @payee AND key = @key", new { payee = payee.Value, key = key.ToByteArray(bigEndian: true) }, stop);

    /// <summary>A payee's, the newest first.</summary>
    /// <param name="payee">Whose; what came to nothing of a poster is the payer's own affair.</param>
    /// <param name="before">Only those of smaller numbers.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<List<ChargeRow>> Page(PersonId payee, long before, CancellationToken stop) =>
        Many("payee = @payee AND number < @before AND NOT (poster IS NOT NULL AND state IN (1, 12)) ORDER BY number DESC LIMIT @most", new { payee = payee.Value, before, most = PayLimits.ChargesPageMax + 1L }, stop);

    /// <summary>Questions that wait for a person's answer, the oldest first.</summary>
    public Task<List<ChargeRow>> Asked(PersonId payer, CancellationToken stop) => Many(
        "payer = @payer AND state = 2 AND until > @now AND at > @now - @asked ORDER BY at, id",
        new { payer = payer.Value, now = Now, asked = PayLimits.AskMilliseconds + PayLimits.ConfirmMilliseconds }, stop);

    /// <summary>What of a payer's is on its way, waits for their answer, or is held.</summary>
    public Task<List<ChargeRow>> OpenOf(PersonId payer, CancellationToken stop) => Many("payer = @payer AND state IN (1, 2, 3) ORDER BY at", new { payer = payer.Value }, stop);

    /// <summary>Charges whose time has come: left on their way, questions nobody answered, held ones that are for good.</summary>
    public Task<List<ChargeRow>> Due(CancellationToken stop) => Many(
        "state < 10 AND ((state IN (1, 4, 5) AND at <= @now - @way) OR (state = 2 AND until <= @now) OR (state = 3 AND goods_at <= @now)) ORDER BY at LIMIT @most",
        new { now = Now, way = PayLimits.ChargeOnItsWayMilliseconds, most = (long)PayLimits.SettledPerRoundMax }, stop);

    /// <summary>How many charges of a payee were paid or held today, and how much that is without what was paid back.</summary>
    public Task<(long Count, long Sum)> Today(PersonId payee, CancellationToken stop) => database.Read(c => c.QuerySingleAsync<(long, long)>(
        """
        SELECT count(*), CAST(COALESCE(sum(amount - refunded), 0) AS bigint)
        FROM pay_charge WHERE payee = @payee AND at >= @today AND state IN (3, 4, 11)
        """, new { payee = payee.Value, today = PayDay.Began(clock) }), stop);

    /// <summary>How payer and payee stand, and how many charges of the payer's that knows of.</summary>
    public Task<(Standing Standing, long Charged)> Between(PersonId payer, PersonId payee, bool isOnline, CancellationToken stop) => database.Read(async connection => {
        var now = Now;
        var guard = await WalletGuard.Of(connection, payer);
        var found = await connection.QuerySingleAsync<Row>(Stands, new {
            payer = payer.Value, payee = payee.Value, today = PayDay.Began(clock), now, soon = now - PayLimits.SoonAfterMilliseconds, asked = now - PayLimits.AskMilliseconds - PayLimits.ConfirmMilliseconds,
        });
        var (payment, day) = guard.Limits(now);
        return (new Standing(guard.IsFrozen(now), payment, day, found.Spent, found.Offline, found.Debit == 0 ? null : now - found.Debit, found.Verified + found.Known > 0, isOnline, found.Waiting), guard.Charged);
    }, stop);

    /// <summary>Claims one-time number and key for a charge, once, as the next of its payer's: lost where another came first.</summary>
    public static Write Claim(ChargeRow row, string phone, long charged) => Next(row.From, charged).And(new(
        Statement.Claim("UPDATE pay_alias SET spent_at = @at WHERE alias = @alias AND phone = @phone AND spent_at IS NULL", ("at", row.At), ("alias", row.Alias), ("phone", phone)),
        Begin(row)));

    /// <summary>Claims what was scanned for a charge, once, as the next of its payer's: lost where another came first.</summary>
    public static Write Claim(ChargeRow row, PosterRow poster, long charged) => Next(row.From, charged).And(new(PosterStore.Claim(poster, row), Begin(row)));

    /// <summary>Moves a charge on: lost where somebody else did.</summary>
    public static Statement Move(ChargeRow from, ChargeRow to) => Statement.Claim(
        """
        UPDATE pay_charge SET state = @to, word = NULLIF(@word, ''), until = NULLIF(@until, 0), goods_at = NULLIF(@goods_at, 0), confirmed = @confirmed
        WHERE id = @id AND state = @from AND COALESCE(until, 0) = @asked
        """,
        ("to", to.State), ("word", to.Word ?? ""), ("until", to.Until ?? 0L), ("goods_at", to.GoodsAt ?? 0L), ("confirmed", to.Confirmed), ("id", from.Id), ("from", from.State),
        ("asked", from.Until ?? 0L));

    private static Write Next(PersonId payer, long charged) => new(
        WalletGuard.Begin(payer),
        Statement.Claim("UPDATE pay_guard SET charged = charged + 1 WHERE person = @person AND charged = @charged", ("person", payer.Value), ("charged", charged)));

    private static Statement Begin(ChargeRow row) => Statement.Claim(
        Insert, ("id", row.Id), ("receipt", row.Receipt), ("payee", row.Payee), ("payer", row.Payer), ("alias", row.Alias), ("key", row.Key), ("amount", row.Amount),
        ("source", row.Source), ("at", row.At), ("state", row.State), ("why", row.Why), ("word", row.Word ?? ""), ("until", row.Until ?? 0L), ("goods_at", row.GoodsAt ?? 0L),
        ("confirmed", row.Confirmed), ("offline", row.Offline), ("poster", row.Poster ?? ""), ("fee", row.FeePoints));

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<ChargeRow?> One(string where, object parameters, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<ChargeRow?>($"{Select} WHERE {where}", parameters), stop);

    private Task<List<ChargeRow>> Many(string where, object parameters, CancellationToken stop) =>
        database.Read(async c => (await c.QueryAsync<ChargeRow>($"{Select} WHERE {where}", parameters)).AsList(), stop);

    private sealed record Row(long Spent, long Offline, long Debit, long Waiting, long Verified, long Known);
}
