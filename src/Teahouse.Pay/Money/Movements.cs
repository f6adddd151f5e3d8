using Dapper;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Statements;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>A movement of money on one's own account.</summary>
/// <param name="Id">The transfer's id.</param>
/// <param name="Number">Which of one's own movements in this currency it is, from 1: names its receipt.</param>
/// <param name="Kind"><c>transfer</c>, <c>redPacket</c>, each with <c>Back</c> behind it where nobody took it from its card, <c>code</c>, <c>poster</c> where
/// its payer scanned one, <c>refund</c> of such a payment, <c>tally</c>, which is what somebody asked for in a conversation, <c>playMoney</c> from the sandbox's
/// bank, which is none, <c>moneyIn</c> from a bank, or <c>moneyOut</c> to one, <c>moneyOutBack</c> where it came back,
/// <c>fee</c>, which a payee leaves to the house, <c>feeBack</c> where it came back with a refund, or <c>cash</c>, which was handed over in notes at a cash desk.</param>
/// <param name="Moved">How much: negative when it went out.</param>
/// <param name="Balance">What there was afterwards.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="Receipt">What both sides call it.</param>
/// <param name="With">To whom or from whom; null for the bank, for somebody who is gone, and where a face is told.</param>
/// <param name="Face">All that is told of the other side where a code was paid with, and between a cash desk and whoever handed over notes; else null.</param>
/// <param name="Payment">The id of that payment, also of a fee of it; else null.</param>
/// <param name="Note">Of what somebody asked for: what it was for, as they said; else null.</param>
/// <param name="Waits">Of a transfer in a conversation: whether it still waits to be taken.</param>
internal sealed record Movement(
    string Id, long Number, string Kind, Amount Moved, Amount Balance, long At, string Receipt, OtherSide? With, Face? Face, string? Payment, string? Note, bool Waits);

/*  One's own movements are counted from the first. They are never unwritten, so a number leads to the same one for ever; the ledger's
    own numbers would tell everybody how much is paid in the whole house. */

/// <summary>One's own movements of money, as one may see them.</summary>
internal sealed class Movements(Database database, PeopleDirectory people, VerifiedNames names) {
    // b: what a fee belongs to, which stands before it in its chain, or behind it where it comes back; of anything else itself.
    private const string Entries =
        """
        SELECT t.id AS Id, t.kind AS Kind, e.amount AS Moved, e.balance AS Balance, t.at AS At, c.id AS Charge, c.receipt AS Receipt, c.payee AS Payee, c.poster AS Poster,
            o.person AS Person, d.kind AS Card, d.sender AS Sender, d.back AS Back, r.person AS Receiver, r.state AS Part, y.note AS Note
        FROM (SELECT account, number, currency, amount, balance FROM pay_entry WHERE account = @account ORDER BY number LIMIT @most OFFSET @older) e
            JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            JOIN pay_transfer b ON b.currency = e.currency AND b.number = CASE WHEN t.kind <> 4 THEN t.number WHEN e.amount < 0 THEN t.number - 1 ELSE t.number + 1 END
            LEFT JOIN pay_charge c ON c.id = CASE b.kind WHEN 2 THEN COALESCE(b.pending_id, b.id) WHEN 3 THEN (SELECT charge FROM pay_refund r WHERE r.id = b.id) END
            LEFT JOIN pay_account o ON o.account = CASE WHEN t.debit = e.account THEN t.credit ELSE t.debit END
            LEFT JOIN pay_card d ON o.kind = 6 AND d.id = CASE WHEN e.amount < 0 THEN (SELECT k.id FROM pay_card k WHERE k.sender = @person AND k.key = t.id)
                ELSE COALESCE((SELECT p.card FROM pay_card_part p WHERE p.transfer = t.id), (SELECT b.id FROM pay_card b WHERE b.back = t.id)) END
            LEFT JOIN pay_card_part r ON r.card = d.id AND r.part = 0
            LEFT JOIN pay_tally_part w ON t.kind = 8 AND w.transfer = t.id AND w.person = CASE WHEN e.amount < 0 THEN @person ELSE o.person END
            LEFT JOIN pay_tally y ON y.id = w.tally
        ORDER BY e.number DESC
        """;

    /// <summary>How many there are on an account.</summary>
    public Task<long> Count(long account, CancellationToken stop) =>
        database.Read(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_entry WHERE account = @account", new { account }), stop);

    /// <summary>Some of them, the newest first.</summary>
    /// <param name="owner">Whose, and on which account.</param>
    /// <param name="older">How many are older than these.</param>
    /// <param name="most">How many.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<Movement>> Some(AccountOwner owner, long older, long most, CancellationToken stop) {
        var rows = await database.Read(async c => (await c.QueryAsync<Row>(
            Entries, new { account = owner.Account, person = owner.Person.Value, most, older })).AsList(), stop);
        var others = await Others([.. rows.Select(r => r.Other).OfType<long>().Distinct().Select(p => new PersonId(p))], stop);
        var payees = await names.Of([.. rows.Select(r => r.Payee ?? r.AtCash).OfType<long>().Distinct().Select(p => new PersonId(p))], stop);
        return [.. rows.Select((row, i) => row.Shown(owner, older + rows.Count - i, others, payees))];
    }

    // Who is gone is nobody: their name went with them.
    private async Task<Dictionary<long, OtherSide>> Others(IReadOnlyList<PersonId> persons, CancellationToken stop) {
        var here = (await people.Among(persons, stop)).ToDictionary(p => p.UserId);
        var verified = await names.Of(persons, stop);
        var others = new Dictionary<long, OtherSide>();
        foreach (var person in persons) {
            if (await people.UserIdOf(person, stop) is not { } userId || !here.TryGetValue(userId, out var known)) continue;
            others[person.Value] = OtherSide.Of(known, verified.GetValueOrDefault(person.Value));
        }
        return others;
    }

    private sealed record Row(
        byte[] Id, long Kind, long Moved, long Balance, long At, byte[]? Charge, string? Receipt, long? Payee, string? Poster, long? Person, long? Card, long? Sender, byte[]? Back, long? Receiver,
        long? Part, string? Note) {
        /// <summary>Who may be named: only who was named by their handle, or stood in the same conversation.</summary>
        public long? Other => (TransferKind)Kind is not (TransferKind.Transfer or TransferKind.RedPacket or TransferKind.Tally) ? null
            : Card is not { } card ? Person : Moved > 0 && !IsBack ? Sender : (CardKind)card == CardKind.Transfer ? Receiver : null;

        /// <summary>The other side of notes that were handed over: seen as payees are.</summary>
        public long? AtCash => (TransferKind)Kind == TransferKind.Cash ? Person : null;

        private bool IsBack => (Back is { } back && back.AsSpan().SequenceEqual(Id)) || ((TransferKind)Kind is TransferKind.MoneyOut or TransferKind.Fee && Moved > 0);

        private bool Waits => Moved < 0 && (CardKind?)Card == CardKind.Transfer && (PartState?)Part == PartState.Open;

        // A refund is a record of its own, with a number of its own.
        private string ReceiptNumber => (TransferKind)Kind == TransferKind.Payment && Receipt is { } receipt ? receipt : ReceiptNumbers.Of(Id);

        public Movement Shown(AccountOwner owner, long number, Dictionary<long, OtherSide> others, Dictionary<long, VerifiedName> payees) => new(
            Name(Id), number, MovementKinds.Of((TransferKind)Kind, Poster is not null) + (IsBack ? MovementKinds.Back : ""), Amount.Of(Moved, owner.Currency), Amount.Of(Balance, owner.Currency), At,
            ReceiptNumber, Other is { } other ? others.GetValueOrDefault(other) : null, FaceFor(owner.Person, payees), Charge is null ? null : Name(Charge), Note, Waits);

        private Face? FaceFor(PersonId own, Dictionary<long, VerifiedName> payees) =>
            AtCash is { } other ? Faces.OfPayee(new(other), payees.GetValueOrDefault(other))
            : Charge is null || Payee is not { } payee || (TransferKind)Kind == TransferKind.Fee ? null
            : payee == own.Value ? Faces.OfPayer(Charge) : Faces.OfPayee(new(payee), payees.GetValueOrDefault(payee));

        private static string Name(byte[] id) => new Guid(id, bigEndian: true).ToString();
    }
}

/// <summary>Whose account it is, and in which currency.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Account">Its number.</param>
/// <param name="Currency">In which currency.</param>
internal sealed record AccountOwner(PersonId Person, long Account, Iso4217 Currency);
