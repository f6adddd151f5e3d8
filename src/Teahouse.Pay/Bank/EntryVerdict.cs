namespace Teahouse.Pay.Bank;

/// <summary>What an entry of a statement is.</summary>
internal abstract record EntryVerdict {
    /// <summary>Money for a person.</summary>
    /// <param name="Person">Whose reference stands on it.</param>
    internal sealed record Credits(long Person) : EntryVerdict;

    /// <summary>The bank has paid what stood in a file.</summary>
    /// <param name="Payouts">One, or all of a file that was booked as one.</param>
    internal sealed record Confirms(IReadOnlyList<PayoutRow> Payouts) : EntryVerdict;

    /// <summary>What went out came back.</summary>
    /// <param name="Payout">Which.</param>
    internal sealed record Returns(PayoutRow Payout) : EntryVerdict;

    /// <summary>Nobody knows.</summary>
    /// <param name="Why">What stands in the way.</param>
    internal sealed record Unknown(string Why) : EntryVerdict;
}

/// <summary>What is known here of what an entry names.</summary>
/// <param name="Currency">The house's currency.</param>
/// <param name="Payout">The money on its way out that it names; null for none.</param>
/// <param name="Batch">What stands in the file that it names; nothing for none.</param>
/// <param name="Persons">Whose the references are that stand on it, each person once.</param>
internal sealed record EntryContext(string Currency, PayoutRow? Payout, IReadOnlyList<PayoutRow> Batch, IReadOnlyList<long> Persons);

/// <summary>Judges entries. What is not certain is nobody's: the operator looks.</summary>
internal static class EntryJudge {
    /// <summary>What an entry is.</summary>
    public static EntryVerdict Judge(StatementEntry entry, EntryContext known) =>
        entry.Reference is null ? new EntryVerdict.Unknown("the bank gives it no name of its own (AcctSvcrRef), by which it could be told from another")
        : entry.IsReversal ? new EntryVerdict.Unknown("the bank takes back an entry of its own")
        : entry.Currency != known.Currency ? new EntryVerdict.Unknown($"it is in {entry.Currency}, not in {known.Currency}")
        : entry.Minor == 0 ? new EntryVerdict.Unknown($"it is no amount of {known.Currency}")
        : entry.IsCredit ? OfCredit(entry, known) : OfDebit(entry, known);

    private static EntryVerdict OfCredit(StatementEntry entry, EntryContext known) {
        if (entry.Odd is { } odd) return new EntryVerdict.Unknown(odd);
        if (known.Payout is { } payout) {
            return payout.Person < 0 ? new EntryVerdict.Unknown($"{payout.Id} comes back, of somebody who has left")
                : payout.Amount != entry.Minor ? new EntryVerdict.Unknown($"{payout.Id} comes back with another amount")
                : payout.Is is PayoutState.Sent or PayoutState.Confirming or PayoutState.Done ? new EntryVerdict.Returns(payout)
                : new EntryVerdict.Unknown($"{payout.Id} comes back, and had come back already");
        }
        return known.Persons.Count switch {
            1 => new EntryVerdict.Credits(known.Persons[0]),
            0 => new EntryVerdict.Unknown("no reference of anybody here stands on it"),
            _ => new EntryVerdict.Unknown("references of several people stand on it"),
        };
    }

    private static EntryVerdict OfDebit(StatementEntry entry, EntryContext known) {
        if (known.Payout is { } payout) {
            return payout.Amount != entry.Minor ? new EntryVerdict.Unknown($"{payout.Id} went out with another amount")
                : payout.Is == PayoutState.Sent ? new EntryVerdict.Confirms([payout])
                : new EntryVerdict.Unknown($"{payout.Id} went out, and should not have: it is {payout.Word} here");
        }
        var open = known.Batch.Where(p => p.Is == PayoutState.Sent).ToList();
        return open.Count > 0 && open.Sum(p => p.Amount) == entry.Minor ? new EntryVerdict.Confirms(open)
            : known.Batch.Count > 0 ? new EntryVerdict.Unknown("a file went out with another sum than it has here")
            : new EntryVerdict.Unknown(entry.Odd ?? "nothing went out from here under such a name");
    }
}
