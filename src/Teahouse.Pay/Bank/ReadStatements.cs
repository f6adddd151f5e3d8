using Dapper;
using Teahouse.Pay.Codes;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/*  (1) The file is read whole; a mistake in it changes nothing.
    (2) Each entry is one write: its row, once by the name that the bank gave it, and what it says of money on its way out. An entry that
        has a row is known, whichever file it stands in. Dead between two: read again, it goes on with the next.
    (3) The running server's next round brings to the ledger what the rows say (EntryDriver, PayoutDriver), once. */

/// <summary>What has come of a file.</summary>
internal sealed class ReadTally {
    /// <summary>Entries that were known already.</summary>
    public int Known { get; set; }

    /// <summary>Entries that are not for good yet: they come again.</summary>
    public int NotBooked { get; set; }

    /// <summary>Payments in, and how much they are.</summary>
    public (int Count, long Minor) Came { get; set; }

    /// <summary>Payments out that the bank has paid.</summary>
    public int Confirmed { get; set; }

    /// <summary>Payments out that came back.</summary>
    public int Returned { get; set; }

    /// <summary>What is not understood, and why.</summary>
    public List<(StatementEntry Entry, string Why)> Unknown { get; } = [];
}

/// <summary>Takes in what a bank's statements show.</summary>
internal sealed class ReadStatements(Database database, TimeProvider clock) {
    private readonly PayoutStore payouts = new(database);

    /// <summary>Takes in entries in their order.</summary>
    public async Task<ReadTally> TakeIn(IReadOnlyList<StatementEntry> entries, CancellationToken stop) {
        var tally = new ReadTally();
        foreach (var entry in entries) {
            stop.ThrowIfCancellationRequested();
            if (entry.IsBooked) await TakeIn(entry, tally, stop);
            else tally.NotBooked++;
        }
        return tally;
    }

    private async Task TakeIn(StatementEntry entry, ReadTally tally, CancellationToken stop) {
        for (var attempt = 0; ; attempt++) {
            if (await IsKnown(entry, stop) is { } isSame) {
                // The bank has given two entries one name: this one has none.
                if (!isSame && entry.Reference is not null) await TakeIn(entry with { Reference = null }, tally, stop);
                else tally.Known++;
                return;
            }
            var verdict = EntryJudge.Judge(entry, await Context(entry, stop));
            try {
                await database.Write(Written(entry, verdict), stop);
                Count(entry, verdict, tally);
                return;
            } catch (WriteLostException) when (attempt + 1 < BankLimits.BankEntryAttemptsMax) { }      // somebody was a moment faster: look again
        }
    }

    private Write Written(StatementEntry entry, EntryVerdict verdict) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return verdict switch {
            EntryVerdict.Credits credits => new(EntryStore.Keep(entry, EntryState.Crediting, credits.Person, null, null, now)),
            EntryVerdict.Confirms { Payouts: var all } => new([
                EntryStore.Keep(entry, EntryState.OfPayouts, null, all.Count == 1 ? all[0].Id : null, null, now), .. all.Select(p => PayoutStore.Move(p, PayoutState.Confirming))]),
            EntryVerdict.Returns { Payout: var one } => new(
                EntryStore.Keep(entry, EntryState.OfPayouts, null, one.Id, null, now),
                // What no statement has shown to go out went nowhere: it comes back from where it waits.
                PayoutStore.Move(one, one.Is == PayoutState.Sent ? PayoutState.Rejecting : PayoutState.Returning, entry.Reason ?? "NARR")),
            EntryVerdict.Unknown unknown => new(EntryStore.Keep(entry, EntryState.NotUnderstood, null, null, unknown.Why, now)),
            _ => throw new InvalidOperationException("No such verdict."),
        };
    }

    private static void Count(StatementEntry entry, EntryVerdict verdict, ReadTally tally) {
        if (verdict is EntryVerdict.Credits) tally.Came = (tally.Came.Count + 1, tally.Came.Minor + entry.Minor);
        else if (verdict is EntryVerdict.Confirms confirms) tally.Confirmed += confirms.Payouts.Count;
        else if (verdict is EntryVerdict.Returns) tally.Returned++;
        else if (verdict is EntryVerdict.Unknown unknown) tally.Unknown.Add((entry, unknown.Why));
    }

    // Null where it is not; else whether what stands under its name is what it is.
    private async Task<bool?> IsKnown(StatementEntry entry, CancellationToken stop) => await database.Read(c => c.QuerySingleOrDefaultAsync<(long Amount, long Credit)?>(
        "SELECT amount, credit FROM pay_bank_entry WHERE id = @id", new { id = entry.Id }), stop) is var (amount, credit) ? amount == entry.Minor && credit == 1 == entry.IsCredit : null;

    private async Task<EntryContext> Context(StatementEntry entry, CancellationToken stop) => new(
        Iso4217.OfHouse.Code, entry.EndToEnd is { } name ? await payouts.Find(name, stop) : null, await InBatch(entry.Batch, stop), await Persons(entry, stop));

    private async Task<IReadOnlyList<PayoutRow>> InBatch(string? name, CancellationToken stop) =>
        name is not null && await BatchRow.Named(database, name, stop) is { } batch ? await payouts.InBatch(batch.Number, stop) : [];

    private async Task<IReadOnlyList<long>> Persons(StatementEntry entry, CancellationToken stop) {
        string[] references = [.. entry.References.Append(entry.Words).SelectMany(PayInReference.In).Distinct()];
        return references.Length == 0 || !entry.IsCredit ? [] : await database.Read(async c => (await c.QueryAsync<long>(
            $"SELECT DISTINCT person FROM pay_reference WHERE {SqlText.In(c, "reference", "references")}", new { references })).AsList(), stop);
    }
}
