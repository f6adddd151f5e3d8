using System.Security.Cryptography;
using Dapper;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Statements;
using Teahouse.Storage;

namespace Teahouse.Pay.Disputes;

/// <summary>The rows of disputes: opened once per payment, and moved on by whoever may.</summary>
internal sealed class DisputeStore(Database database) {
    private const string Select =
        """
        SELECT d.id AS Id, d.charge AS Charge, d.payer AS Payer, d.payee AS Payee, d.reason AS Reason, d.words AS Words, d.at AS At, d.until AS Until, d.state AS State,
            d.answer AS Answer, d.answered_at AS AnsweredAt, d.amount AS Decided, d.decision AS Decision, d.decided_at AS DecidedAt, r.state AS RefundState,
            c.receipt AS Receipt, c.amount AS Paid, c.refunded AS Refunded
        FROM pay_dispute d JOIN pay_charge c ON c.id = d.charge LEFT JOIN pay_refund r ON r.id = d.refund
        """;

    // Money may go back by a decision anew where the ledger did not do the one before.
    private const string MayBeDecided = "(state IN (1, 2) OR (state = 12 AND (SELECT r.state FROM pay_refund r WHERE r.id = pay_dispute.refund) = 12))";

    /// <summary>One of them; null for none.</summary>
    public Task<DisputeRow?> Find(string id, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<DisputeRow?>($"{Select} WHERE d.id = @id", new { id }), stop);

    /// <summary>That of a payment; null for none.</summary>
    public Task<DisputeRow?> Of(ChargeRow charge, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<DisputeRow?>($"{Select} WHERE d.charge = @charge", new { charge = charge.Id }), stop);

    /// <summary>Those to which somebody is party, the newest first.</summary>
    public Task<List<DisputeRow>> Own(PersonId person, CancellationToken stop) => database.Read(async c => (await c.QueryAsync<DisputeRow>(
        $"{Select} WHERE d.payer = @person OR d.payee = @person ORDER BY d.at DESC LIMIT @most", new { person = person.Value, most = (long)PayLimits.DisputesShownMax })).AsList(), stop);

    /// <summary>Those that the operator may have to decide, the oldest first.</summary>
    public Task<List<DisputeRow>> Open(CancellationToken stop) => database.Read(async c => (await c.QueryAsync<DisputeRow>(
        $"{Select} WHERE d.state < 10 OR r.state = 12 ORDER BY d.at LIMIT @most", new { most = (long)PayLimits.DisputesShownMax })).AsList(), stop);

    /// <summary>Those of whose operator the two have yet to be told.</summary>
    public Task<List<DisputeRow>> Untold(CancellationToken stop) => database.Read(async c => (await c.QueryAsync<DisputeRow>(
        $"{Select} WHERE d.told = 0 LIMIT @most", new { most = (long)PayLimits.SettledPerRoundMax })).AsList(), stop);

    /// <summary>When somebody of the house looked at it (milliseconds), the first first.</summary>
    public Task<List<long>> Looks(string id, CancellationToken stop) => database.Read(async c => (await c.QueryAsync<long>(
        "SELECT at FROM pay_dispute_look WHERE dispute = @id ORDER BY number LIMIT @most", new { id, most = (long)PayLimits.DisputeLooksShownMax })).AsList(), stop);

    /// <summary>Opens one: lost where the payment has one, or where the payer has too many that are open.</summary>
    public static Statement Begin(ChargeRow charge, string reason, string words, long now) => Statement.Claim(
        """
        INSERT INTO pay_dispute (id, charge, payer, payee, reason, words, at, until, state, told)
        SELECT @id, @charge, @payer, @payee, @reason, @words, @at, @until, 1, 1
        WHERE NOT EXISTS (SELECT 1 FROM pay_dispute WHERE charge = @charge) AND (SELECT count(*) FROM pay_dispute WHERE payer = @payer AND state < 10) < @most
        """,
        ("id", RandomNumberGenerator.GetString(ReceiptNumbers.Characters, ReceiptNumbers.Length)), ("charge", charge.Id), ("payer", charge.Payer), ("payee", charge.Payee),
        ("reason", reason), ("words", words), ("at", now), ("until", now + PayLimits.DisputeAnswerMilliseconds), ("most", (long)PayLimits.DisputesOpenMax));

    /// <summary>The payee answers, once.</summary>
    public static Statement Answer(DisputeRow row, string words, long now) => Statement.Claim(
        "UPDATE pay_dispute SET state = 2, answer = @words, answered_at = @now WHERE id = @id AND state = 1", ("id", row.Id), ("words", words), ("now", now));

    /// <summary>The payer lets it go.</summary>
    public static Statement Withdraw(DisputeRow row) => Statement.Claim($"UPDATE pay_dispute SET state = 11 WHERE id = @id AND {MayBeDecided}", ("id", row.Id));

    /// <summary>The house decides.</summary>
    /// <param name="row">What.</param>
    /// <param name="refund">The money that goes back; null for none.</param>
    /// <param name="why">Why.</param>
    /// <param name="now">When.</param>
    public static Statement Decide(DisputeRow row, RefundRow? refund, string why, long now) => Statement.Claim(
        $"UPDATE pay_dispute SET state = @state, amount = @amount, decision = @why, decided_at = @now, refund = @refund, told = 0 WHERE id = @id AND {MayBeDecided}",
        ("state", (long)(refund is null ? DisputeState.Dismissed : DisputeState.Decided)), ("amount", refund?.Amount ?? 0L), ("why", why), ("now", now), ("refund", refund?.Id), ("id", row.Id));

    /// <summary>Somebody of the house looks: it stands in the dispute before they see anything.</summary>
    public static Write Look(DisputeRow row, long now) => new(
        Statement.Do("INSERT INTO pay_dispute_look (dispute, number, at) SELECT @id, COALESCE(max(number), 0) + 1, @now FROM pay_dispute_look WHERE dispute = @id", ("id", row.Id), ("now", now)),
        Statement.Do("UPDATE pay_dispute SET told = 0 WHERE id = @id", ("id", row.Id)));

    /// <summary>The two are told; lost where another server tells them.</summary>
    public static Statement Tell(DisputeRow row) => Statement.Claim("UPDATE pay_dispute SET told = 1 WHERE id = @id AND told = 0", ("id", row.Id));
}
