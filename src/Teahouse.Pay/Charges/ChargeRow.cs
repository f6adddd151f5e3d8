using System.Security.Cryptography;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Posters;
using Teahouse.Pay.Statements;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>Where a charge stands; the numbers stand in rows, and those below 10 wait for somebody or something.</summary>
internal enum ChargeState {
    /// <summary>Decided, and on its way to the ledger.</summary>
    Begun = 1,
    /// <summary>Money is held; the payer is asked.</summary>
    Waiting = 2,
    /// <summary>Money is held until it is for good; the payer may undo it.</summary>
    Held = 3,
    /// <summary>What is held is for good, and on its way.</summary>
    Posting = 4,
    /// <summary>What is held is free again, and on its way.</summary>
    Voiding = 5,
    /// <summary>Paid for good.</summary>
    Paid = 11,
    /// <summary>Refused.</summary>
    Refused = 12,
    /// <summary>Held, and undone by the payer.</summary>
    Undone = 13,
}

/// <summary>A charge as it stands in its row.</summary>
/// <param name="Id">Names it, and the ledger's transfer: a random UUID, big-endian.</param>
/// <param name="Number">Which of the payee's it is.</param>
/// <param name="Receipt">What both sides call it.</param>
/// <param name="Payee">Who receives.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Alias">The one-time number.</param>
/// <param name="Key">The request's Idempotency-Key, big-endian.</param>
/// <param name="Amount">In minor units of the house's currency.</param>
/// <param name="Source">A <see cref="CodeSource"/>.</param>
/// <param name="At">When it was decided (milliseconds).</param>
/// <param name="State">A <see cref="ChargeState"/>.</param>
/// <param name="Why">An <see cref="AskedWhy"/>.</param>
/// <param name="Word">Why it was refused, as the payer is told.</param>
/// <param name="Until">When the question to the payer ends (milliseconds); null where none was asked.</param>
/// <param name="GoodsAt">When what is held is for good (milliseconds); null where nothing is, or was.</param>
/// <param name="Confirmed">1 where a payment passkey confirmed it.</param>
/// <param name="Offline">1 where the phone could not be asked about an unverified payee.</param>
/// <param name="Refunded">What was paid back, in minor units.</param>
/// <param name="Poster">What the payer scanned; null where they showed a code.</param>
/// <param name="FeePoints">What the payee leaves to the house of it: a <see cref="PayeeFee"/>, as it was when this was decided.</param>
/// <param name="FeeBack">What of the fee was given back, in minor units.</param>
internal sealed record ChargeRow(
    byte[] Id, long Number, string Receipt, long Payee, long Payer, long Alias, byte[] Key, long Amount, long Source, long At, long State, long Why,
    string? Word, long? Until, long? GoodsAt, long Confirmed, long Offline, long Refunded, string? Poster, long FeePoints, long FeeBack) {
    /// <summary>What was decided of a good code, as a new charge.</summary>
    public static ChargeRow Of(ChargeDecision decision, PersonId payee, KnownAlias alias, long number, Guid key, long amount, CodeSource source, PayeeFee fee, long now) {
        var row = new ChargeRow(
            Guid.NewGuid().ToByteArray(bigEndian: true), 0, NewReceipt(), payee.Value, alias.Person, number,
            key.ToByteArray(bigEndian: true), amount, (long)source, now, (long)ChargeState.Begun, 0, null, null, null, 0, 0, 0, null, fee.Points, 0);
        return decision switch {
            ChargeDecision.Ask(var why) => row with { Why = (long)why, Until = now + PayLimits.AskMilliseconds },
            ChargeDecision.Hold => row with { GoodsAt = now + PayLimits.HoldMilliseconds, Offline = 1 },
            ChargeDecision.Refuse(var word) => row with { State = (long)ChargeState.Refused, Word = word },
            _ => row,
        };
    }

    /// <summary>A payer pays what they have scanned, and a payment passkey has confirmed it.</summary>
    /// <param name="poster">What they scanned.</param>
    /// <param name="id">Names the charge: drawn from the payer and their key, so that it is once.</param>
    /// <param name="payer">Who pays.</param>
    /// <param name="amount">In minor units.</param>
    /// <param name="isHeld">Whether it can be taken back for some minutes.</param>
    /// <param name="fee">What its payee leaves to the house.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public static ChargeRow Of(PosterRow poster, byte[] id, PersonId payer, long amount, bool isHeld, PayeeFee fee, long now) => new(
        id, 0, NewReceipt(), poster.Payee, payer.Value, 0, id, amount, (long)poster.Source, now, (long)ChargeState.Begun, 0, null, null,
        isHeld ? now + PayLimits.HoldMilliseconds : null, 1, 0, 0, poster.Id, fee.Points, 0);

    /// <summary>Names it on the wire.</summary>
    public Guid Name => new(Id, bigEndian: true);

    /// <summary>Where it stands.</summary>
    public ChargeState Is => (ChargeState)State;

    /// <summary>Who receives.</summary>
    public PersonId To => new(Payee);

    /// <summary>Who pays.</summary>
    public PersonId From => new(Payer);

    /// <summary>What the payee leaves to the house of it, in minor units.</summary>
    public long Fee => new PayeeFee(FeePoints).Of(Amount);

    /// <summary>What of the fee comes back when so much more is given back.</summary>
    public long FeeBackWith(long minor) => Math.Max(0, Fee - FeeBack - new PayeeFee(FeePoints).Of(Amount - Refunded - minor));

    private static string NewReceipt() => RandomNumberGenerator.GetString(ReceiptNumbers.Characters, ReceiptNumbers.Length);
}
