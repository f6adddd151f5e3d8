using System.Globalization;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Payees;
using Teahouse.Storage;

namespace Teahouse.Pay.Disputes;

/*  (1) Whoever looks is written down first, in the dispute itself; then they see it. Payer and payee are told by the server's next round.
    (2) A decision is one write: the row says what and why, and a refund of the payee's claims its part of the payment, as if they had given
        it back themselves. The server's next round brings it to the ledger, once.
    (3) Where the payee has not so much, or their wallet is frozen, the ledger does not, nothing moves, and the dispute says so. Then it can
        be decided again. */

/// <summary>
/// What the operator does about disputes at the command line, directly on the database and beside a running server. No route and no
/// screen does it. They see a payment, two faces and what the two say: not who they are.
/// </summary>
/// <param name="database">The house's database.</param>
/// <param name="clock">Since when.</param>
public sealed class DisputeOperator(Database database, TimeProvider clock) {
    private readonly DisputeStore disputes = new(database);

    /// <summary>Those that are open, the oldest first, a line each: nothing of what anybody says.</summary>
    public async Task<IReadOnlyList<string>> List(CancellationToken stop) => [
        .. (await disputes.Open(stop)).Where(d => d.IsOpen).Select(d => $"{d.Id}  {Moment(d.At)}  {d.Word}{(d.Word == "open" ? $", the payee has until {Moment(d.Until)}" : "")}")];

    /// <summary>One of them, in lines; it is written down that somebody of the house looked. Null for none.</summary>
    public async Task<IReadOnlyList<string>?> Show(string id, CancellationToken stop) {
        if (await disputes.Find(id, stop) is not { } row) return null;
        await database.Write(DisputeStore.Look(row, Now), stop);
        var payee = await Faces.OfPayee(new(row.Payee), new VerifiedNames(database), stop);
        var lines = new List<string> {
            $"dispute   {row.Id}, {row.Word}", $"payment   receipt {row.Receipt}, {Money(row.Paid)}, of which {Money(row.Refunded)} came back",
            $"payer     {Faces.OfPayer(row.Charge).English()}", $"payee     {payee.English()}{(payee.Verified ? ", verified" : "")}", $"{Moment(row.At)}  the payer says ({row.Reason}):", Quoted(row.Words),
        };
        if (row is { Answer: { } answer, AnsweredAt: { } answered }) lines.AddRange([$"{Moment(answered)}  the payee says:", Quoted(answer)]);
        else lines.Add($"The payee has until {Moment(row.Until)} to answer.");
        if (row is { Decision: { } why, DecidedAt: { } decided }) lines.AddRange([$"{Moment(decided)}  the house decided: {Money(row.Decided ?? 0)} back:", Quoted(why)]);
        lines.Add("Payer and payee are told that you looked.");
        return lines;
    }

    /// <summary>Decides it.</summary>
    /// <param name="id">Which.</param>
    /// <param name="amount">What goes back, as 12.50; null for nothing.</param>
    /// <param name="why">What payer and payee read.</param>
    /// <param name="stop">Gives up the wait.</param>
    /// <returns>Null when it is decided, else why not.</returns>
    public async Task<string?> Decide(string id, string? amount, string why, CancellationToken stop) {
        if (!DisputeWords.AreGood(why)) return DisputeWords.Rule;
        if (await disputes.Find(id, stop) is not { } row) return "There is no such dispute.";
        if (row.Word == "deciding") return "It is decided already, and the money is on its way back.";
        if (!row.IsOpen) return $"It is over: {row.Word}.";
        if (row.Is == DisputeState.Open && row.Until > Now) return $"The payee has until {Moment(row.Until)} to answer.";
        if (amount is null) return await Write(new(DisputeStore.Decide(row, null, why, Now)), row);
        if (Iso4217.OfHouse.Minor(amount) is not { } minor) return $"'{amount}' is no amount of {Iso4217.OfHouse.Code}. One looks like 12.50.";
        if (minor > row.Paid - row.Refunded) return $"Only {Money(row.Paid - row.Refunded)} of the payment can still go back.";
        if (row.Payer == 0) return "The payer has left: nobody is there to give it back to.";
        var charge = (await new ChargeStore(database, clock).Find(new Guid(row.Charge, bigEndian: true), stop))!;
        var refund = RefundRow.Of(charge, Guid.NewGuid(), minor, Now);
        return await Write(new Write(DisputeStore.Decide(row, refund, why, Now)).And(Refunds.Claim(charge, refund)), row);
    }

    private async Task<string?> Write(Write decision, DisputeRow row) {
        try {
            await database.Write(decision.And(DisputeStore.Look(row, Now)));
            return null;
        } catch (WriteLostException) {
            return "Meanwhile it was settled or decided otherwise, or the payee has left. Look at it once more.";
        }
    }

    private static string Money(long minor) => $"{Iso4217.OfHouse.Amount(minor)} {Iso4217.OfHouse.Code}";

    private static string Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    // What people write cannot look like what the command says.
    private static string Quoted(string words) => "    | " + words.Replace("\n", "\n    | ", StringComparison.Ordinal);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
