using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Cards;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>A movement of money on one's own account.</summary>
/// <param name="Id">The transfer's id.</param>
/// <param name="Kind"><c>transfer</c>, <c>redPacket</c>, each with <c>Back</c> behind it where nobody took it from its card, <c>code</c>,
/// <c>refund</c> of such a payment, or <c>playMoney</c> from the sandbox's bank, which is none.</param>
/// <param name="Moved">How much: negative when it went out.</param>
/// <param name="Balance">What there was afterwards.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="With">To whom or from whom; null for the bank, for somebody who is gone, and where a code was paid with.</param>
/// <param name="Face">All that is told of the other side where a code was paid with; else null.</param>
/// <param name="Payment">The id of that payment; else null.</param>
internal sealed record Movement(string Id, string Kind, Amount Moved, Amount Balance, long At, OtherSide? With, Face? Face, string? Payment);

/// <summary>A page of movements.</summary>
/// <param name="Movements">The newest first.</param>
/// <param name="Next">The cursor of the next page; null where there is none.</param>
internal sealed record MovementPage(IReadOnlyList<Movement> Movements, string? Next);

/*  A cursor says how many of one's own movements are older. They are never unwritten, so it leads to the same place for ever; the
    ledger's own numbers would tell everybody how much is paid in the whole house. */

/// <summary>One's own movements of money.</summary>
internal sealed class History(Database database, LedgerAccounts accounts, PeopleDirectory people, VerifiedNames names) {
    private const string Count = "SELECT count(*) FROM pay_entry WHERE account = @account";

    private const string Entries =
        """
        SELECT t.id AS Id, t.kind AS Kind, e.amount AS Moved, e.balance AS Balance, t.at AS At, c.id AS Charge, c.payee AS Payee,
            o.person AS Person, d.kind AS Card, d.sender AS Sender, d.back AS Back, r.person AS Receiver
        FROM (SELECT account, number, currency, amount, balance FROM pay_entry WHERE account = @account ORDER BY number LIMIT @most OFFSET @older) e
            JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            LEFT JOIN pay_charge c ON c.id = CASE t.kind WHEN 2 THEN COALESCE(t.pending_id, t.id) WHEN 3 THEN (SELECT charge FROM pay_refund r WHERE r.id = t.id) END
            LEFT JOIN pay_account o ON o.account = CASE WHEN t.debit = e.account THEN t.credit ELSE t.debit END
            LEFT JOIN pay_card d ON o.kind = 6 AND d.id = CASE WHEN e.amount < 0 THEN (SELECT k.id FROM pay_card k WHERE k.sender = @person AND k.key = t.id)
                ELSE COALESCE((SELECT p.card FROM pay_card_part p WHERE p.transfer = t.id), (SELECT b.id FROM pay_card b WHERE b.back = t.id)) END
            LEFT JOIN pay_card_part r ON r.card = d.id AND r.part = 0
        ORDER BY e.number DESC
        """;

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/history",
        [Reads(DataClass.Profile)] (string? currency, string? cursor, string? limit, WalletSession session, History history, CancellationToken stop) =>
            history.Page(session, currency, cursor, limit, stop))
        .WithSummary("My movements of money in one currency (where none is named, the house's), the newest first, in pages.")
        .Produces<MovementPage>().Needs(WalletScope.Full).AtMost(Rate.Reading);

    private async Task<IResult> Page(WalletSession session, string? currency, string? cursor, string? limit, CancellationToken stop) {
        if ((currency is null ? Iso4217.OfHouse : Iso4217.Find(currency)) is not { } known) return PayProblems.CurrencyUnknown;
        var end = cursor is null ? long.MaxValue : Number(cursor, long.MaxValue, "'cursor' must be the 'next' of another page.");
        var most = limit is null ? PayLimits.HistoryPageDefault : Number(limit, PayLimits.HistoryPageMax, $"'limit' must be from 1 to {PayLimits.HistoryPageMax}.");
        if (await accounts.Find(session.Person, AccountKind.Person, known.Number, stop) is not { } account) return TypedResults.Ok(new MovementPage([], null));
        var (rows, older) = await database.Read(async connection => {
            end = Math.Min(end, await connection.ExecuteScalarAsync<long>(Count, new { account }));
            var before = Math.Max(0, end - most);
            return ((await connection.QueryAsync<Row>(Entries, new { account, person = session.Person.Value, most = end - before, older = before })).AsList(), before);
        }, stop);
        var others = await Others([.. rows.Select(r => r.Other).OfType<long>().Distinct().Select(p => new PersonId(p))], stop);
        var payees = await names.Of([.. rows.Select(r => r.Payee).OfType<long>().Distinct().Select(p => new PersonId(p))], stop);
        return TypedResults.Ok(new MovementPage([.. rows.Select(r => r.Shown(session.Person, known, others, payees))], older > 0 ? older.ToString(CultureInfo.InvariantCulture) : null));
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

    private static long Number(string text, long most, string otherwise) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number : throw MatrixError.InvalidParam(otherwise).Thrown();

    private sealed record Row(
        byte[] Id, long Kind, long Moved, long Balance, long At, byte[]? Charge, long? Payee, long? Person, long? Card, long? Sender, byte[]? Back, long? Receiver) {
        /// <summary>Who may be named: only who was named by their handle, or stood in the same conversation.</summary>
        public long? Other => (TransferKind)Kind is not (TransferKind.Transfer or TransferKind.RedPacket) ? null
            : Card is not { } card ? Person : Moved > 0 && !IsBack ? Sender : (CardKind)card == CardKind.Transfer ? Receiver : null;

        private bool IsBack => Back is { } back && back.AsSpan().SequenceEqual(Id);

        public Movement Shown(PersonId own, Iso4217 currency, Dictionary<long, OtherSide> others, Dictionary<long, string> payees) => new(
            Name(Id), Word((TransferKind)Kind) + (IsBack ? "Back" : ""), Amount.Of(Moved, currency), Amount.Of(Balance, currency), At,
            Other is { } other ? others.GetValueOrDefault(other) : null, FaceFor(own, payees), Charge is null ? null : Name(Charge));

        private Face? FaceFor(PersonId own, Dictionary<long, string> payees) =>
            Charge is null || Payee is not { } payee ? null
            : payee == own.Value ? Faces.OfPayer(Charge) : Faces.OfPayee(new(payee), payees.GetValueOrDefault(payee));

        private static string Name(byte[] id) => new Guid(id, bigEndian: true).ToString();

        private static string Word(TransferKind kind) => kind switch {
            TransferKind.Transfer => "transfer",
            TransferKind.RedPacket => "redPacket",
            TransferKind.Payment => "code",
            TransferKind.Refund => "refund",
            TransferKind.MoneyIn => "playMoney",
            _ => throw new InvalidOperationException($"Nothing makes {kind} yet."),
        };
    }
}
