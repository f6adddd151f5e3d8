using Dapper;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Money back from a payee, as it stands in its row.</summary>
/// <param name="Id">Names it, and the ledger's transfer.</param>
/// <param name="Charge">The charge.</param>
/// <param name="Payee">Who gives back.</param>
/// <param name="Key">The request's Idempotency-Key.</param>
/// <param name="Amount">How much, in minor units.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="State">1 on its way, 11 done, 12 the ledger did not.</param>
/// <param name="Fee">What the payee gets back from the house with it, in minor units.</param>
internal sealed record RefundRow(byte[] Id, byte[] Charge, long Payee, byte[] Key, long Amount, long At, long State, long Fee) {
    /// <summary>A new one.</summary>
    /// <param name="charge">Of what, as it stands.</param>
    /// <param name="key">Names it for whoever asks.</param>
    /// <param name="minor">How much, in minor units.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static RefundRow Of(ChargeRow charge, Guid key, long minor, long now) => new(
        Guid.NewGuid().ToByteArray(bigEndian: true), charge.Id, charge.Payee, LedgerWrite.Bytes(key), minor, now, 1, charge.FeeBackWith(minor));
}

/*  As with charges the row decides and the ledger follows: the row claims its part of what may be paid back, and of the fee, under the
    request's key, in one write. Where the ledger then does not (there is too little money), the part is free again, and the key has failed for ever. */

/// <summary>The refunds of charges: claimed once, brought to the ledger, and gone on with.</summary>
internal sealed class Refunds(Database database, LedgerDoor ledger, LedgerAccounts accounts, LinkedFees fees, ChargeStore charges, ChargeNews news, TimeProvider clock) {
    private const string Select = "SELECT id AS Id, charge AS Charge, payee AS Payee, key AS Key, amount AS Amount, at AS At, state AS State, fee AS Fee FROM pay_refund";

    /// <summary>What a payee gave back under a key; null for nothing.</summary>
    public Task<RefundRow?> Under(PersonId payee, Guid key, CancellationToken stop) => database.Read(c => c.QuerySingleOrDefaultAsync<RefundRow?>(
        $"{Select} WHERE payee = @payee AND key = @key", new { payee = payee.Value, key = LedgerWrite.Bytes(key) }), stop);

    /// <summary>Claims a part of a charge. The write is lost at its first statement where so much was not paid, or where something was given back meanwhile: then it is to be looked at anew.</summary>
    public static Write Claim(ChargeRow charge, RefundRow refund) => new(
        Statement.Claim(
            """
            UPDATE pay_charge SET refunded = refunded + @amount, fee_back = fee_back + @fee
            WHERE id = @charge AND payee = @payee AND state = 11 AND refunded = @refunded AND fee_back = @back AND refunded + @amount <= amount
            """,
            ("amount", refund.Amount), ("fee", refund.Fee), ("charge", refund.Charge), ("payee", refund.Payee), ("refunded", charge.Refunded), ("back", charge.FeeBack)),
        Statement.Claim("INSERT INTO pay_refund (id, charge, payee, key, amount, at, state, fee) VALUES (@id, @charge, @payee, @key, @amount, @at, 1, @fee)",
            ("id", refund.Id), ("charge", refund.Charge), ("payee", refund.Payee), ("key", refund.Key), ("amount", refund.Amount), ("at", refund.At), ("fee", refund.Fee)));

    /// <summary>Brings a refund to the ledger, once however often it is asked, and writes down what became of it.</summary>
    public async Task<TransferOutcome> Drive(RefundRow refund) {
        var charge = (await charges.Find(new Guid(refund.Charge, bigEndian: true), CancellationToken.None))!;
        var (payee, payer) = (await Account(charge.To), await Account(charge.From));
        var transfer = new Transfer(new(payee, new Guid(refund.Id, bigEndian: true)), TransferPhase.Single, TransferKind.Refund, payee, payer, refund.Amount);
        TransferOutcome outcome;
        try {
            outcome = (await ledger.Submit(Iso4217.OfHouse.Number, await fees.Before(refund, payee, transfer))).Outcome;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
        if (refund.State == 1) await End(refund, outcome);
        return outcome;
    }

    /// <summary>Goes on with what was left on its way.</summary>
    public async Task GoOn(CancellationToken stop) {
        var due = await database.Read(async c => (await c.QueryAsync<RefundRow>(
            $"{Select} WHERE state < 10 AND at <= @since ORDER BY at LIMIT @most",
            new { since = clock.GetUtcNow().ToUnixTimeMilliseconds() - PayLimits.ChargeOnItsWayMilliseconds, most = (long)PayLimits.SettledPerRoundMax })).AsList(), stop);
        foreach (var refund in due) await Drive(refund);
    }

    private async Task End(RefundRow refund, TransferOutcome outcome) {
        var isDone = outcome == TransferOutcome.Done;
        var end = Statement.Claim("UPDATE pay_refund SET state = @state WHERE id = @id AND state = 1", ("state", isDone ? 11L : 12L), ("id", refund.Id));
        try {
            await database.Write(isDone ? new(end) : new(end, Statement.Do(
                "UPDATE pay_charge SET refunded = refunded - @amount, fee_back = fee_back - @fee WHERE id = @charge",
                ("amount", refund.Amount), ("fee", refund.Fee), ("charge", refund.Charge))));
        } catch (WriteLostException) {
            return;                               // somebody else wrote the same down
        }
        if (await charges.Find(new Guid(refund.Charge, bigEndian: true), CancellationToken.None) is not { } charge) return;
        if (isDone) news.GivenBack(charge, refund.Amount);
        // Nothing has moved, but a page that waits for it may look again.
        else news.Moved(charge.From);
    }

    private Task<long> Account(PersonId person) => accounts.Of(person, AccountKind.Person, Iso4217.OfHouse.Number, CancellationToken.None);
}
