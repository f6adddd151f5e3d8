namespace Teahouse.Pay.Tallies;

/// <summary>How far a part of a tally is; the numbers stand in rows, and from 10 on nothing is left to do.</summary>
internal enum TallyPartState {
    /// <summary>Somebody is asked for it, unless the tally was withdrawn or its time is over.</summary>
    Asked = 0,
    /// <summary>Its payer has confirmed it; the money is on its way.</summary>
    OnItsWay = 1,
    /// <summary>The asker has it.</summary>
    Paid = 10,
    /// <summary>Whoever was asked does not pay it.</summary>
    Declined = 11,
    /// <summary>The asker's own, which nobody pays.</summary>
    Own = 12,
}

/// <summary>Money that somebody asks for in a conversation: of one person, or a bill that is split among several.</summary>
/// <param name="Id">All that the message has of it.</param>
/// <param name="Room">The Matrix room in which it stands.</param>
/// <param name="Asker">To whom it is paid.</param>
/// <param name="Key">Their Idempotency-Key.</param>
/// <param name="Currency">ISO 4217, numeric.</param>
/// <param name="Minor">Minor units in all, the asker's own part among them.</param>
/// <param name="Note">What it is for; null for nothing.</param>
/// <param name="At">When it was made (milliseconds).</param>
/// <param name="Until">From when on nobody is asked any more (milliseconds).</param>
/// <param name="IsWithdrawn">Whether the asker has ended it before.</param>
/// <param name="Parts">Who pays what of it: their sum is the whole.</param>
internal sealed record Tally(
    Guid Id, string Room, long Asker, Guid Key, long Currency, long Minor, string? Note, long At, long Until, bool IsWithdrawn, IReadOnlyList<TallyPart> Parts) {
    /// <summary>The part of somebody who is asked, or was; null for none.</summary>
    public TallyPart? Of(long person) => Parts.FirstOrDefault(p => p.Person == person && p.State != TallyPartState.Own);

    /// <summary>Whether somebody has a part in it, or it is theirs.</summary>
    public bool Concerns(long person) => person == Asker || Parts.Any(p => p.Person == person);

    /// <summary>Where a part stands at a moment, on the wire.</summary>
    public string Word(TallyPart part, long now) => part.State switch {
        TallyPartState.OnItsWay => "onItsWay",
        TallyPartState.Paid => "paid",
        TallyPartState.Declined => "declined",
        TallyPartState.Own => "own",
        _ => IsWithdrawn ? "withdrawn" : now >= Until ? "late" : "asked",
    };

    /// <summary>Where it stands as a whole, on the wire: <c>open</c> while anything may still come.</summary>
    public string Word(long now) =>
        Parts.Any(p => p.State == TallyPartState.OnItsWay) ? "open"
        : !Parts.Any(p => p.State == TallyPartState.Asked) ? "settled"
        : IsWithdrawn ? "withdrawn" : now >= Until ? "late" : "open";
}

/// <summary>What one person pays of a tally.</summary>
/// <param name="Number">From 0 on, in the order in which the asker named them.</param>
/// <param name="Person">Who.</param>
/// <param name="Minor">Minor units.</param>
/// <param name="Transfer">The ledger's transfer: the payer's Idempotency-Key; null while nobody has begun to pay.</param>
/// <param name="At">When it came to stand where it does (milliseconds).</param>
/// <param name="State">How far it is.</param>
internal sealed record TallyPart(int Number, long Person, long Minor, Guid? Transfer, long At, TallyPartState State);
