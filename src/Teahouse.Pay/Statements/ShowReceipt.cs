using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.Money;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Statements;

/// <summary>A movement of one's own, with all that belongs to it.</summary>
/// <param name="Movement">What moved.</param>
/// <param name="Learned">What the other side learned: <c>face</c> (the amount and a face of this payment only), <c>payee</c> (one's face as a payee, and
/// the verified name if there is one), <c>name</c> (one's name and handle), <c>sharers</c> (the same, and whoever shares the bill), <c>room</c> (all in the conversation saw it), <c>bank</c> (the house's bank saw the amount and one's account there), <c>nothing</c>.</param>
/// <param name="PaidReceipt">Of a payment by a code, of money back from one and of a fee: the payment's receipt number; else null.</param>
/// <param name="Refunds">What of that payment was given back, the oldest first; each is a movement of its own.</param>
/// <param name="Fee">For the payee of such a payment: what they left to the house of it, or with money back: what of that came back, each a movement of its
/// own too; null where that is nothing, and for the payer, who pays no fee.</param>
internal sealed record Receipt(Movement Movement, string Learned, string? PaidReceipt, IReadOnlyList<RefundShown> Refunds, Amount? Fee);

/// <summary>Money back from a payee.</summary>
/// <param name="Receipt">Its receipt number.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When (milliseconds).</param>
internal sealed record RefundShown(string Receipt, Amount Amount, long At);

/// <summary>Receipts of one's own movements.</summary>
internal sealed class ShowReceipt(Database database, LedgerAccounts accounts, Movements movements, ChargeStore charges, House house, WalletLaw law, TimeProvider clock) {
    private const string Pdf = "application/pdf";

    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/receipts/{number}",
        [Reads(DataClass.Profile)] async Task<IResult> (string number, string? currency, WalletSession session, ShowReceipt receipts, CancellationToken stop) =>
                await receipts.Find(session.Person, number, currency, stop) is { } found ? TypedResults.Ok(found) : Problem.NotFound)
            .WithSummary("The receipt of one of my movements, by its number among mine in one currency.").Produces<Receipt>().Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
        pay.MapGet("/receipts/{number}/receipt.pdf",
            [Reads(DataClass.Profile)] (string number, string? currency, string? lang, WalletSession session, ShowReceipt receipts, CancellationToken stop) =>
                receipts.Print(session.Person, number, currency, lang, stop))
            .WithSummary("The same to keep (PDF), in English or Chinese ('lang' is en or zh).").Produces(StatusCodes.Status200OK, contentType: Pdf)
            .Needs(WalletScope.Full).OrTakeOut().AtMost(Rate.Reading);
    }

    private async Task<IResult> Print(PersonId person, string number, string? currency, string? language, CancellationToken stop) {
        if (language is not (null or "en" or "zh")) throw MatrixError.InvalidParam("'lang' is en or zh.").Thrown();
        if (await Find(person, number, currency, stop) is not { } receipt) return Problem.NotFound;
        return ReceiptPdf.Draw(receipt, PaperWords.In(language), house.ServerName, clock.LocalTimeZone) is { } bytes
            ? TypedResults.Bytes(bytes, Pdf, $"teahouse-{receipt.Movement.Receipt}.pdf") : PayProblems.ReceiptUnprintable;
    }

    /// <summary>The receipt of a movement; null for none.</summary>
    public async Task<Receipt?> Find(PersonId person, string number, string? currency, CancellationToken stop) {
        if ((currency is null ? Iso4217.OfHouse : Iso4217.Find(currency)) is not { } known
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) || wanted < 1
            || await accounts.Find(person, AccountKind.Person, known.Number, stop) is not { } account
            || await movements.Some(new(person, account, known), wanted - 1, 1, stop) is not [var movement]) return null;
        if (movement.Payment is not { } payment) return new(movement, LearnedOf(movement), null, [], null);
        var charge = (await charges.Find(payment, stop))!;
        var isFee = movement.Kind.StartsWith("fee", StringComparison.Ordinal);
        var fee = isFee || charge.To != person ? 0 : movement.Kind == "refund" ? await FeeBackWith(movement, stop) : charge.Fee;
        return new(movement, LearnedOf(movement), charge.Receipt, isFee ? [] : await RefundsOf(charge, stop), fee == 0 ? null : ChargeWords.Money(fee));
    }

    private Task<long> FeeBackWith(Movement refund, CancellationToken stop) => database.Read(
        connection => connection.ExecuteScalarAsync<long>("SELECT fee FROM pay_refund WHERE id = @id", new { id = LedgerWrite.Bytes(Guid.Parse(refund.Id)) }), stop);

    private Task<IReadOnlyList<RefundShown>> RefundsOf(ChargeRow charge, CancellationToken stop) => database.Read<IReadOnlyList<RefundShown>>(async connection => [
        .. (await connection.QueryAsync<(byte[] Id, long Amount, long At)>(
            "SELECT id, amount, at FROM pay_refund WHERE charge = @charge AND state = 11 ORDER BY at, id", new { charge = charge.Id }))
            .Select(r => new RefundShown(ReceiptNumbers.Of(r.Id), ChargeWords.Money(r.Amount), r.At))], stop);

    // Money back turns the sides round: whoever was paid gives.
    private string LearnedOf(Movement movement) => movement.Kind switch {
        "playMoney" or "fee" or "feeBack" => "nothing",
        "moneyIn" or "moneyOut" or "moneyOutBack" => law.Regime == Regime.Sandbox ? "nothing" : "bank",
        "code" or "poster" or "refund" => movement.Moved.Minor < 0 == (movement.Kind != "refund") ? "face" : "payee",
        "cash" => "payee",
        "redPacket" or "redPacketBack" => "room",
        "tally" => "sharers",
        _ => "name",
    };
}
