namespace Teahouse.Pay.Charges;

/// <summary>Where a till has a code from; the numbers stand in rows.</summary>
internal enum CodeSource {
    /// <summary>Its camera, at the moment.</summary>
    Camera = 1,
    /// <summary>Typed digits.</summary>
    Typed = 2,
    /// <summary>A picture, which may have come from anywhere.</summary>
    Picture = 3,
    /// <summary>Nowhere: the payer scanned a poster of the payee's.</summary>
    Poster = 4,
    /// <summary>Nowhere: the payer scanned a code of the payee's for one payment.</summary>
    Bill = 5,
}

/// <summary>For what a payer's phone is asked; the numbers stand in rows.</summary>
internal enum AskedWhy {
    /// <summary>It is not.</summary>
    Nothing = 0,
    /// <summary>The payee is new to them, and nobody has verified who it is.</summary>
    New = 1,
    /// <summary>It is more than they let go without a finger.</summary>
    AboveLimit = 2,
    /// <summary>There was a debit a moment ago.</summary>
    SoonAfter = 3,
    /// <summary>The code came from a picture.</summary>
    Picture = 4,
    /// <summary>It is more than they let go without a finger, and the payee is new to them.</summary>
    NewAboveLimit = 5,
    /// <summary>There was a debit a moment ago, and the payee is new to them.</summary>
    NewSoonAfter = 6,
}

/// <summary>What a charge is decided by: how payer and payee stand.</summary>
/// <param name="IsFrozen">Nothing goes out of the wallet.</param>
/// <param name="PaymentLimit">What goes at once without a finger, in minor units.</param>
/// <param name="DayLimit">What goes in a day without a finger.</param>
/// <param name="SpentToday">What has gone so today.</param>
/// <param name="OfflineToday">What has gone today to unverified payees while the phone could not be asked.</param>
/// <param name="SinceDebit">How long ago the last debit by a code was (milliseconds); null for long ago.</param>
/// <param name="IsKnown">The payee was paid before, for good, or is verified.</param>
/// <param name="IsOnline">The phone can be asked.</param>
/// <param name="Waiting">Questions that wait for the payer's answer.</param>
internal sealed record Standing(
    bool IsFrozen, long PaymentLimit, long DayLimit, long SpentToday, long OfflineToday, long? SinceDebit, bool IsKnown, bool IsOnline, long Waiting);

/// <summary>What is to be done with a good code.</summary>
internal abstract record ChargeDecision {
    /// <summary>Money moves at once, for good.</summary>
    internal sealed record AtOnce : ChargeDecision;

    /// <summary>The payer's phone is asked.</summary>
    internal sealed record Ask(AskedWhy Why) : ChargeDecision;

    /// <summary>Money is held for some minutes, and the payer may undo it.</summary>
    internal sealed record Hold : ChargeDecision;

    /// <summary>It is refused.</summary>
    internal sealed record Refuse(string Word) : ChargeDecision;

    /// <summary>Decides. Pure: no clock, no disk.</summary>
    public static ChargeDecision Of(long amount, CodeSource source, Standing standing) {
        if (standing.IsFrozen) return new Refuse(AttemptWord.Frozen);
        var isPicture = source == CodeSource.Picture;
        if (isPicture && amount > PayLimits.OfflineDayMinorMax) return new Refuse(AttemptWord.NeedsConfirmation);
        var isNew = !standing.IsKnown && !isPicture;
        var (above, soon) = isNew ? (AskedWhy.NewAboveLimit, AskedWhy.NewSoonAfter) : (AskedWhy.AboveLimit, AskedWhy.SoonAfter);
        if (amount > standing.PaymentLimit) return AskOr(above, new Refuse(AttemptWord.NeedsConfirmation), standing);
        if (standing.SpentToday + amount > standing.DayLimit) return AskOr(above, new Refuse(AttemptWord.LimitDay), standing);
        if (standing.SinceDebit < PayLimits.SoonAfterMilliseconds) return AskOr(soon, new Refuse(AttemptWord.NeedsConfirmation), standing);
        if (standing.IsKnown && !isPicture) return new AtOnce();
        ChargeDecision offline = standing.OfflineToday + amount > PayLimits.OfflineDayMinorMax ? new Refuse(AttemptWord.LimitDay) : new Hold();
        return AskOr(isPicture ? AskedWhy.Picture : AskedWhy.New, offline, standing);
    }

    // Whoever has many tills must not be able to bury a phone under questions.
    private static ChargeDecision AskOr(AskedWhy why, ChargeDecision offline, Standing standing) =>
        !standing.IsOnline ? offline : standing.Waiting >= PayLimits.AsksWaitingMax ? new Refuse(AttemptWord.NotAnswered) : new Ask(why);
}
