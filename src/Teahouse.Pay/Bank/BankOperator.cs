using System.Globalization;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Disputes;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>
/// What the operator does about the bank at the command line, directly on the database and beside a running server, which brings it to the
/// wallets. No route and no screen does it.
/// </summary>
/// <param name="database">The house's database.</param>
/// <param name="account">The operator's account; null where none was said.</param>
/// <param name="clock">When.</param>
public sealed class BankOperator(Database database, BankAccount? account, TimeProvider clock) {
    private const string NoAccount = "This house has no account at a bank: start it with --bank-iban and --bank-name (docs/OPERATIONS.md, Money in and out).";

    private readonly PayoutStore payouts = new(database);
    private readonly EntryStore entries = new(database);

    /// <summary>Takes in what a bank's statement shows, each entry once.</summary>
    /// <returns>What came of it in lines; or why nothing was read, and nothing changed.</returns>
    public async Task<(IReadOnlyList<string>? Lines, string? Refusal)> Read(Stream file, CancellationToken stop) {
        if (account is null) return (null, NoAccount);
        try {
            var tally = await new ReadStatements(database, clock).TakeIn(StatementFile.Read(file, account, Iso4217.OfHouse.Code), stop);
            return ([
                $"{tally.Came.Count} payments in, {Money(tally.Came.Minor)}; {tally.Confirmed} payments out arrived, {tally.Returned} came back.",
                $"{tally.Known} entries were known already, {tally.NotBooked} are not booked yet.",
                .. tally.Unknown.Take(BankLimits.BankLinesShownMax).Select(u => $"not understood  {u.Entry.Id}  {Line(u.Entry.Booked, u.Entry.IsCredit, u.Entry.Minor, u.Entry.Currency)}: {u.Why}")], null);
        } catch (BankFileException e) {
            return (null, e.Message);
        }
    }

    /// <summary>Makes the next file of all that waits; null where nothing does.</summary>
    /// <returns>Its number and bytes; or why there is none.</returns>
    public async Task<(long Number, byte[]? File, string? Refusal)> Write(CancellationToken stop) {
        if (account is null) return (0, null, NoAccount);
        for (var attempt = 0; attempt < BankLimits.BankEntryAttemptsMax; attempt++) {
            var batch = new BatchRow(await BatchRow.Next(database, stop), Now, account.Iban, account.Name, account.Bic);
            try {
                await database.Write(batch.Begin(), stop);
                return (batch.Number, PaymentFile.Write(batch, await payouts.InBatch(batch.Number, stop)), null);
            } catch (WriteLostException lost) {
                if (lost.Statement == 1) return (0, null, null);
            }
        }
        return (0, null, "Other commands write files at the same time. Once more.");
    }

    /// <summary>Makes a file again, byte for byte.</summary>
    public async Task<(byte[]? File, string? Refusal)> Again(long number, CancellationToken stop) {
        if (await BatchRow.Find(database, number, stop) is not { } batch) return (null, $"There is no file {number}.");
        var all = await payouts.InBatch(number, stop);
        return all.Exists(p => p.Iban.Length == 0) ? (null, $"File {number} is over long since, and to which accounts it went is forgotten.") : (PaymentFile.Write(batch, all), null);
    }

    /// <summary>Says of money on its way out that the bank does not pay it: it comes back to its owner, who reads why.</summary>
    /// <returns>Null when it is said, else why not.</returns>
    public async Task<string?> Reject(string id, string reason, CancellationToken stop) {
        if (!DisputeWords.AreGood(reason)) return DisputeWords.Rule;
        if (await payouts.Find(id, stop) is not { } row) return $"Nothing called {id} goes out.";
        if (row.Is is not (PayoutState.Waiting or PayoutState.Sent)) return $"It is {row.Word} already.";
        return await Moved(PayoutStore.Move(row, PayoutState.Rejecting, reason), stop);
    }

    /// <summary>Says whose a payment in is.</summary>
    public async Task<string?> Assign(string id, PersonId person, string reason, CancellationToken stop) {
        if (!DisputeWords.AreGood(reason)) return DisputeWords.Rule;
        if (await entries.Find(id, stop) is not { Is: EntryState.NotUnderstood } row) return $"No entry called {id} waits to be understood.";
        if (row.Credit == 0 || row.Amount == 0 || row.Currency != Iso4217.OfHouse.Code) return $"It is no payment in, in {Iso4217.OfHouse.Code}: deal with it at the bank, then dismiss it.";
        return await Moved(EntryStore.Settle(row, EntryState.Crediting, person, reason), stop);
    }

    /// <summary>Says of an entry that it is dealt with elsewhere: a fee, or what was sent back at the bank.</summary>
    public async Task<string?> Dismiss(string id, string reason, CancellationToken stop) {
        if (!DisputeWords.AreGood(reason)) return DisputeWords.Rule;
        if (await entries.Find(id, stop) is not { Is: EntryState.NotUnderstood } row) return $"No entry called {id} waits to be understood.";
        return await Moved(EntryStore.Settle(row, EntryState.Dismissed, null, reason), stop);
    }

    /// <summary>What waits for the bank, for its word, and to be understood, a line each: not whose it is.</summary>
    public async Task<IReadOnlyList<string>> List(CancellationToken stop) => [
        .. (await payouts.Open(stop)).Select(p => $"{(p.Is == PayoutState.Waiting ? "waits for a file" : $"in file {p.Batch}")}  {p.Id}  {Money(p.Amount)}, since {Moment(p.At)}"),
        .. (await entries.In(EntryState.NotUnderstood, BankLimits.BankLinesShownMax, stop)).Select(e =>
            $"not understood  {e.Id}  {Line(e.Booked, e.Credit == 1, e.Amount, e.Currency)}: {e.Why}{(string.IsNullOrEmpty(e.Words) ? "" : $"\n    | {e.Words}")}")];

    private async Task<string?> Moved(Statement step, CancellationToken stop) {
        try {
            await database.Write(new(step), stop);
            return null;
        } catch (WriteLostException) {
            return "Meanwhile somebody else dealt with it. Look at it once more.";
        }
    }

    private static string Line(string booked, bool isCredit, long minor, string currency) =>
        $"{booked} {(isCredit ? "in" : "out")} {Iso4217.Find(currency)?.Amount(minor) ?? "?"} {new string([.. currency.Where(char.IsAsciiLetterUpper).Take(3)])}";

    private static string Money(long minor) => $"{Iso4217.OfHouse.Amount(minor)} {Iso4217.OfHouse.Code}";

    private static string Moment(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
